// How a command ends when it cannot do what it was asked: one sentence, and the exit code that fits.
#pragma once

#include <exception>
#include <string>
#include <string_view>

#include "base/fault.hpp"
#include "pack/pack.hpp"

namespace liandong::app {

/// From now on refusals are said in this pack's sentences: Chinese where the terminal speaks it, else English.
void speak(const pack::Pack& pack);

/// Prints why to standard error and answers the exit code: 1 refused, 70 bug, 75 try again.
int say_why(std::exception_ptr error);

/// The sentence of a message code: the pack's texts, the words of a rule by its id, the `else` of an event by
/// TYPE.EVENT.
base::Words words_of(const pack::Pack& pack, std::string_view code);

} // namespace liandong::app
