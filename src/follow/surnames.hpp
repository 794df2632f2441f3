// How surnames are read where the dictionary reads them otherwise: 单 is Shan, 仇 is Qiu.
#pragma once

#include <string>
#include <string_view>

namespace liandong::follow {

struct Surname {
    std::string_view characters;
    std::string_view syllables; // separated by spaces
};

/// The surname a text begins with, when it is read in a way of its own; null otherwise. Two characters go before one.
const Surname* surname_of(std::string_view text);

} // namespace liandong::follow
