// Which files are taken: told by their bytes, never by their names. Pictures, PDF, plain text and Excel or Word without
// macros; nothing that a browser would run (HTML, SVG, XML).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/fault.hpp"

namespace liandong::blob {

/// Looks at a content as it comes, with little of it in memory.
class Sniffer {
public:
    void add(std::string_view bytes);
    /// The media type, "image/jpeg" or "text/plain; charset=gb18030"; empty when it is not one that is taken.
    std::string finish() const;

private:
    void look_at_text(unsigned char byte);

    std::string head_;
    std::string tail_;
    std::uint64_t size_ = 0;
    int utf8_left_ = 0; // bytes that must still follow
    unsigned char utf8_low_ = 0x80, utf8_high_ = 0xBF;
    bool utf8_ = true;
    int gb_ = 0; // which byte of a character of GB 18030 is next
    bool gb18030_ = true;
    bool plain_ = true; // no control characters
};

/// What is taken, as people call it.
const base::Words& kinds_taken();
/// The name without folders, control characters and marks that turn the direction of writing, at most 120 characters,
/// with an ending that fits what the file is. A text whose name ends in .csv is a table, and its type says so.
std::string clean_name(std::string_view name, std::string& media);

} // namespace liandong::blob
