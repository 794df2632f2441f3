// keep, number and the names in braces.
#include "pack/keep.hpp"

#include <charconv>

#include <fmt/format.h>

namespace liandong::pack {

namespace {

/// Words of a keep, one after the other, with the place of what follows.
class KeepWords {
public:
    explicit KeepWords(const std::string& text) : text_(text) {}

    std::string next() {
        skip();
        const auto from = at_;
        if (at_ < text_.size() && text_[at_] == '=')
            ++at_;
        else
            while (at_ < text_.size() && text_[at_] != ' ' && text_[at_] != '=')
                ++at_;
        return text_.substr(from, at_ - from);
    }
    bool follows(const std::string& word) {
        const auto back = at_;
        if (next() == word)
            return true;
        at_ = back;
        return false;
    }
    std::size_t rest() {
        skip();
        return at_;
    }
    bool done() { return rest() >= text_.size(); }

private:
    void skip() {
        while (at_ < text_.size() && text_[at_] == ' ')
            ++at_;
    }
    const std::string& text_;
    std::size_t at_ = 0;
};

const std::vector<std::pair<std::string, Keep::Function>>& functions() {
    static const std::vector<std::pair<std::string, Keep::Function>> all{
        {"count", Keep::Function::count}, {"exists", Keep::Function::exists}, {"sum", Keep::Function::sum},
        {"min", Keep::Function::min},     {"max", Keep::Function::max},       {"latest", Keep::Function::latest}};
    return all;
}

struct Grammar {
    MistakeList& mistakes;
    const Source& at;
    KeepWords words;
    bool good = true;

    void no(const std::string& zh, const std::string& en) {
        if (good)
            wrong(mistakes, at,
                  "keep：" + zh +
                      " 写法：count of TYPE by FIELD [= OWN] [order FIELD] [during 12 months of FIELD] [where …]。",
                  "keep: " + en +
                      " It reads: count of TYPE by FIELD [= OWN] [order FIELD] [during 12 months of FIELD] [where …].");
        good = false;
    }
    void must(const std::string& word) {
        if (good && !words.follows(word))
            no(fmt::format("缺少 `{}`。", word), fmt::format("`{}` is missing.", word));
    }
    std::string name(const std::string& zh, const std::string& en) {
        auto found = words.next();
        if (found.empty() || found == "=")
            no(fmt::format("缺少{}。", zh), fmt::format("{} is missing.", en));
        return found;
    }
};

void read_function(Grammar& grammar, Keep& keep) {
    const auto word = grammar.words.next();
    std::vector<std::string> known;
    for (const auto& [name, function] : functions()) {
        known.push_back(name);
        if (name == word) {
            keep.function = function;
            return;
        }
    }
    const auto near = did_you_mean(word, known);
    grammar.no(fmt::format("没有 `{}` 这个函数{}（可用：{}）。", word, near.zh, listed(known)),
               fmt::format("`{}` is no function{} (words: {}).", word, near.en, listed(known)));
}

void read_window(Grammar& grammar, Keep& keep) {
    const auto count = grammar.words.next();
    int number = 0;
    std::from_chars(count.data(), count.data() + count.size(), number);
    const auto unit = grammar.words.next();
    if (unit == "months" || unit == "month")
        keep.during_months = number;
    else if (unit == "days" || unit == "day")
        keep.during_days = number;
    else if (unit == "years" || unit == "year")
        keep.during_months = 12 * number;
    if (keep.during_days + keep.during_months <= 0 || keep.during_days + keep.during_months > 36'600)
        grammar.no(fmt::format("`during {} {}` 不是时间窗。", count, unit),
                   fmt::format("`during {} {}` is no window of time.", count, unit));
    grammar.must("of");
    keep.during_field = grammar.name("时间窗的日期字段", "the date field of the window");
}

} // namespace

Keep parse_keep(const std::string& text, const Source& at, MistakeList& mistakes) {
    Grammar grammar{mistakes, at, KeepWords(text)};
    Keep keep;
    read_function(grammar, keep);
    if (keep.function == Keep::Function::count) {
        grammar.must("of");
    } else if (keep.function != Keep::Function::exists) {
        keep.field = grammar.name("要取的字段", "the field to take");
        grammar.must("of");
    }
    keep.type = grammar.name("类型", "the type");
    grammar.must("by");
    keep.by = grammar.name("`by` 后的字段", "the field after `by`");
    if (grammar.words.follows("="))
        keep.own = grammar.name("本记录的字段", "the own field");
    if (grammar.words.follows("order"))
        keep.order = grammar.name("`order` 后的字段", "the field after `order`");
    if (grammar.words.follows("during"))
        read_window(grammar, keep);
    if (grammar.words.follows("where")) {
        const auto from = grammar.words.rest();
        keep.where = {text.substr(from), {at.file, at.line, at.column + static_cast<int>(from)}, nullptr};
        if (!keep.where.given())
            grammar.no("`where` 后没有条件。", "nothing stands after `where`.");
    } else if (!grammar.words.done()) {
        const auto extra = text.substr(grammar.words.rest());
        grammar.no(fmt::format("看不懂 `{}`。", extra), fmt::format("`{}` is not understood.", extra));
    }
    return keep;
}

std::vector<Sequence::Part> parse_sequence(const std::string& text, const Source& at, MistakeList& mistakes) {
    std::vector<Sequence::Part> parts;
    std::size_t from = 0;
    for (const auto& [name, where] : placeholders(text)) {
        const auto colon = name.find(':');
        Sequence::Part part{"", name.substr(0, colon), 0};
        if (colon != std::string::npos)
            std::from_chars(name.data() + colon + 1, name.data() + name.size(), part.length);
        if (part.name.empty() || (colon != std::string::npos && (part.length < 1 || part.length > 18)))
            wrong(
                mistakes, at,
                fmt::format("号码样式 `{}` 在第{}个字符处有误；写法如 GA{{region:9}}{{yy}}{{count:4}}。", text,
                            where + 1),
                fmt::format("the pattern `{}` is wrong at character {}; it reads like GA{{region:9}}{{yy}}{{count:4}}.",
                            text, where + 1));
        if (where > from)
            parts.push_back({text.substr(from, where - from), "", 0});
        parts.push_back(part);
        from = where + name.size() + 2;
    }
    if (from < text.size())
        parts.push_back({text.substr(from), "", 0});
    return parts;
}

std::vector<Placeholder> placeholders(const std::string& text) {
    std::vector<Placeholder> found;
    std::size_t at = 0;
    while ((at = text.find_first_of("{}", at)) != std::string::npos) {
        const auto end = text.find_first_of("{}", at + 1);
        if (text[at] == '}' || end == std::string::npos || text[end] == '{') {
            found.push_back({"", at});
            return found;
        }
        found.push_back({text.substr(at + 1, end - at - 1), at});
        at = end + 1;
    }
    return found;
}

} // namespace liandong::pack
