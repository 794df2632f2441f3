#include "blob/media.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.hpp"

namespace liandong::blob {
namespace {

constexpr std::size_t head_most = 1024;
constexpr std::size_t tail_most = 1024 * 1024; // the directory of a zip with some ten thousand entries
constexpr std::size_t name_most = 120;

using namespace std::string_view_literals;

struct Kind {
    std::string_view media;
    std::vector<std::string_view> endings; // the first is given where none fits
};

const std::vector<Kind>& kinds() {
    static const std::vector<Kind> all{
        {"image/jpeg", {".jpg", ".jpeg"}},
        {"image/png", {".png"}},
        {"image/webp", {".webp"}},
        {"application/pdf", {".pdf"}},
        {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", {".xlsx"}},
        {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", {".docx"}},
        {"text/csv", {".csv"}},
        {"text/plain", {".txt", ".csv", ".md", ".log"}}};
    return all;
}

std::uint32_t number(std::string_view bytes, std::size_t at, int size) {
    std::uint32_t value = 0;
    for (int i = size - 1; i >= 0; --i)
        value = value << 8 | static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(i)]);
    return value;
}

/// Names in the directory at a zip's end; none when it has none, or it lies further back than we look.
std::vector<std::string_view> names_in_zip(std::string_view tail, std::uint64_t size) {
    const auto end = tail.rfind("PK\x05\x06"sv);
    if (end == std::string_view::npos || tail.size() - end < 22)
        return {};
    const std::uint64_t directory = number(tail, end + 16, 4);
    const std::uint64_t tail_from = size - tail.size();
    if (directory < tail_from || directory >= size)
        return {};
    std::vector<std::string_view> names;
    for (std::size_t at = directory - tail_from; at + 46 <= end && tail.substr(at, 4) == "PK\x01\x02"sv;) {
        const std::size_t name = number(tail, at + 28, 2);
        if (at + 46 + name > end)
            return {};
        names.push_back(tail.substr(at + 46, name));
        at += 46 + name + number(tail, at + 30, 2) + number(tail, at + 32, 2);
    }
    return names;
}

std::string office_type(std::string_view tail, std::uint64_t size) {
    const auto names = names_in_zip(tail, size);
    const auto has = [&](std::string_view name) { return std::find(names.begin(), names.end(), name) != names.end(); };
    const bool macros = std::any_of(names.begin(), names.end(), [](std::string_view name) {
        return name.find("vbaProject") != std::string_view::npos || name.find("activeX/") != std::string_view::npos;
    });
    if (!has("[Content_Types].xml") || macros)
        return {};
    if (has("xl/workbook.xml"))
        return std::string(kinds()[4].media);
    return has("word/document.xml") ? std::string(kinds()[5].media) : std::string();
}

/// Text that a browser might take for a page, whatever it is called.
bool looks_like_markup(std::string_view head) {
    if (head.starts_with("\xEF\xBB\xBF"))
        head.remove_prefix(3);
    const auto first = head.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && head[first] == '<';
}

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c + 32);
    return out;
}

/// Marks that are not seen and turn or hide what is: "ex\u202Efdp.exe" reads as a PDF.
bool is_hidden_mark(std::string_view character) {
    static constexpr std::array marks{"\u200B"sv, "\u200E"sv, "\u200F"sv, "\u202A"sv, "\u202B"sv,
                                      "\u202C"sv, "\u202D"sv, "\u202E"sv, "\u2066"sv, "\u2067"sv,
                                      "\u2068"sv, "\u2069"sv, "\uFEFF"sv, "\u2028"sv, "\u2029"sv};
    return std::find(marks.begin(), marks.end(), character) != marks.end();
}

std::vector<std::string> characters(std::string_view text) {
    std::vector<std::string> cut;
    for (const char c : text) {
        if ((static_cast<unsigned char>(c) & 0xC0) != 0x80)
            cut.emplace_back();
        if (!cut.empty())
            cut.back() += c;
    }
    return cut;
}

std::string harmless(std::string_view name) {
    std::string out;
    for (const auto& character : characters(name)) {
        const auto first = static_cast<unsigned char>(character.front());
        if (first >= 0x20 && first != 0x7F && !is_hidden_mark(character))
            out += character.size() == 1 && "\"*:<>?|\\/"sv.find(character) != std::string_view::npos ? "_" : character;
    }
    const auto begins = out.find_first_not_of(" .");
    return begins == std::string::npos ? std::string() : out.substr(begins);
}

std::string shortened(std::string_view text, std::size_t most) {
    std::string out;
    const auto all = characters(text);
    for (std::size_t i = 0; i < std::min(all.size(), most); ++i)
        out += all[i];
    return out;
}

} // namespace

void Sniffer::add(std::string_view bytes) {
    size_ += bytes.size();
    if (head_.size() < head_most)
        head_ += bytes.substr(0, head_most - head_.size());
    if (bytes.size() >= tail_most) {
        tail_ = bytes.substr(bytes.size() - tail_most);
    } else {
        tail_ += bytes;
        if (tail_.size() > 2 * tail_most)
            tail_.erase(0, tail_.size() - tail_most);
    }
    for (const char c : bytes) {
        if (!plain_ || !(utf8_ || gb18030_))
            break;
        look_at_text(static_cast<unsigned char>(c));
    }
}

void Sniffer::look_at_text(unsigned char byte) {
    if (byte == 0x7F || (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r' && byte != '\f'))
        plain_ = false;
    if (utf8_left_ > 0) {
        utf8_ = utf8_ && byte >= utf8_low_ && byte <= utf8_high_;
        utf8_low_ = 0x80, utf8_high_ = 0xBF;
        --utf8_left_;
    } else if (byte >= 0x80) {
        utf8_ = utf8_ && byte >= 0xC2 && byte <= 0xF4;
        utf8_left_ = byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3;
        utf8_low_ = byte == 0xE0 ? 0xA0 : byte == 0xF0 ? 0x90 : 0x80;
        utf8_high_ = byte == 0xED ? 0x9F : byte == 0xF4 ? 0x8F : 0xBF;
    }
    // GB 18030: one byte, two (81-FE 40-FE), or four (81-FE 30-39 81-FE 30-39).
    const bool lead = byte >= 0x81 && byte <= 0xFE;
    const bool digit = byte >= 0x30 && byte <= 0x39;
    switch (gb_) {
        case 0:
            gb_ = lead ? 1 : 0;
            gb18030_ = gb18030_ && (lead || byte < 0x80);
            break;
        case 1:
            gb18030_ = gb18030_ && (digit || (byte >= 0x40 && byte <= 0xFE && byte != 0x7F));
            gb_ = digit ? 2 : 0;
            break;
        case 2:
            gb18030_ = gb18030_ && lead;
            gb_ = 3;
            break;
        default: gb18030_ = gb18030_ && digit; gb_ = 0;
    }
}

std::string Sniffer::finish() const {
    const std::string_view head = head_;
    if (head.starts_with("\xFF\xD8\xFF"))
        return "image/jpeg";
    if (head.starts_with("\x89PNG\r\n\x1A\n"))
        return "image/png";
    if (head.starts_with("RIFF") && head.substr(std::min<std::size_t>(8, head.size()), 4) == "WEBP")
        return "image/webp";
    if (head.starts_with("%PDF-"))
        return "application/pdf";
    if (head.starts_with("PK\x03\x04"))
        return office_type(std::string_view(tail_), size_);
    if (size_ == 0 || !plain_ || looks_like_markup(head))
        return {};
    if (utf8_ && utf8_left_ == 0)
        return "text/plain";
    return gb18030_ && gb_ == 0 ? "text/plain; charset=gb18030" : std::string();
}

const base::Words& kinds_taken() {
    static const base::Words words{"JPEG、PNG、WebP图片，PDF，纯文本或CSV，不带宏的xlsx、docx",
                                   "JPEG, PNG or WebP pictures, PDF, plain text or CSV, xlsx or docx without macros"};
    return words;
}

std::string clean_name(std::string_view name, std::string& media) {
    const auto last = name.find_last_of("/\\");
    std::string clean = base::well_formed(name)
                            ? harmless(base::normal(last == std::string_view::npos ? name : name.substr(last + 1)))
                            : std::string();
    const std::string bare = media.substr(0, media.find(';'));
    const auto kind = std::find_if(kinds().begin(), kinds().end(), [&](const Kind& one) { return one.media == bare; });
    const auto dot = clean.rfind('.');
    std::string ending = dot == std::string::npos ? std::string() : lower(clean.substr(dot));
    const bool fits = std::find(kind->endings.begin(), kind->endings.end(), ending) != kind->endings.end();
    std::string stem = fits ? clean.substr(0, dot) : clean;
    if (!fits)
        ending = kind->endings.front();
    if (bare == "text/plain" && ending == ".csv")
        media = "text/csv" + media.substr(bare.size());
    stem = shortened(stem, name_most - ending.size());
    return (stem.empty() ? "file" : stem) + ending;
}

} // namespace liandong::blob
