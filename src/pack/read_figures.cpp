// indicators/: figures, bands and targets. Parts of a ratio written in place become figures of their own: "I-SRV-02/1".
#include <charconv>

#include <fmt/format.h>

#include "base/region_code.hpp"
#include "pack/read.hpp"

namespace liandong::pack {

namespace {

struct FigureReader {
    Pack& pack;
    MistakeList& mistakes;

    /// The id of a part: a figure named, or one written in place.
    std::string part(const Node& node, const Figure& of, int number) {
        if (node.is == Node::Is::text)
            return node.text;
        const auto id = fmt::format("{}/{}", of.id, number);
        Table table(node, mistakes);
        Figure made;
        made.id = id;
        made.label = of.label;
        made.clause = of.clause;
        made.by = of.by;
        made.opens_rows = of.opens_rows;
        made.source = node.source;
        body(table, made);
        table.finish();
        pack.figures.push_back(std::move(made));
        return id;
    }

    void parts(const Node& node, Figure& figure, std::size_t wanted) {
        const std::vector<Node> alone{node};
        const auto& items = node.is == Node::Is::list ? node.items : alone;
        int number = 0;
        for (const auto& item : items)
            figure.of.push_back(part(item, figure, ++number));
        if (wanted && items.size() != wanted)
            wrong(mistakes, node.source, fmt::format("这里须有{}个指标。", wanted),
                  fmt::format("{} figures belong here.", wanted));
    }

    void source_of(Table& table, Figure& figure) {
        figure.where = table.condition("where");
        figure.place = table.text("place");
        figure.sum = table.text("sum");
        figure.distinct = table.text("distinct");
    }

    /// What kind of figure it is, with the words of that kind.
    void body(Table& table, Figure& figure) {
        using Form = Figure::Form;
        int forms = 0;
        const auto form = [&](const char* word, Form which) {
            const auto* node = table.take(word);
            if (node)
                ++forms, figure.form = which;
            return node;
        };
        if (form("stock", Form::stock))
            figure.type = table.text("stock");
        if (form("flow", Form::flow))
            figure.type = table.text("flow"), figure.on = table.needed("on");
        if (const auto* node = form("ratio", Form::ratio))
            parts(*node, figure, 2);
        if (const auto* node = form("add", Form::add))
            parts(*node, figure, 0);
        if (const auto* node = form("average", Form::average))
            parts(*node, figure, 1);
        if (form("regions", Form::regions))
            figure.region_level = table.choice("regions", {"prefecture", "county", "town", "village"}, "county");
        if (form("words", Form::words))
            figure.list = table.text("words");
        if (form("hook", Form::hook))
            figure.hook = table.text("hook");
        if (const auto* needs = table.take("needs"))
            parts(*needs, figure, 0);
        if (forms != 1)
            wrong(mistakes, table.source(),
                  "指标写 stock、flow、ratio、add、average、regions、words、hook 之一，恰好一个。",
                  "a figure says exactly one of stock, flow, ratio, add, average, regions, words and hook.");
        source_of(table, figure);
        figure.among = table.condition("among");
        figure.of_all = table.truth("of_all");
        figure.times = table.whole("times").value_or(1);
        if (figure.times < 1)
            wrong(mistakes, table.at("times"), "`times` 为正整数。", "`times` is a positive whole number.");
        if (table.has("by"))
            figure.by = table.names("by");
        table.take("by");
        figure.opens_rows = table.choice("opens", {"rows", "counts"}, figure.opens_rows ? "rows" : "counts") == "rows";
    }

    /// One of the known units, or words of its own: { zh = "人/万人", en = "per 10,000" }.
    void unit(Table& table, Figure& figure) {
        const auto* node = table.take("unit");
        if (node && node->is == Node::Is::table)
            figure.unit_label = table.words("unit"), figure.unit = figure.unit_label.en;
        else
            figure.unit = table.text("unit");
    }

    void read(const Entry& entry) {
        Table table(entry.value, mistakes);
        Figure figure;
        figure.id = entry.key;
        figure.source = entry.source;
        figure.label = table.label();
        figure.clause = table.text("clause");
        figure.version = static_cast<int>(table.whole("version").value_or(1));
        figure.calibre = table.text("calibre");
        unit(table, figure);
        figure.key = table.truth("key");
        figure.show_below = table.truth("show_below");
        figure.help = table.words("help", true);
        if (table.has("by"))
            figure.by = table.names("by");
        body(table, figure);
        table.finish();
        if (pack.figure(figure.id))
            wrong(mistakes, entry.source, fmt::format("指标 `{}` 已在别处声明。", figure.id),
                  fmt::format("the figure `{}` is declared already.", figure.id));
        pack.figures.push_back(std::move(figure));
    }

    void band(const Entry& entry) {
        Table table(entry.value, mistakes);
        Band band;
        band.name = entry.key;
        band.source = entry.source;
        band.label = table.label();
        const auto types = table.names("of");
        for (const auto* node : table.tables("bands")) {
            Table part(*node, mistakes);
            Band::Part one{part.needed("code"), part.condition("if"), {}};
            if (part.has("zh") || part.has("en"))
                one.label = part.label();
            part.finish();
            band.parts.push_back(std::move(one));
        }
        table.finish();
        if (types.empty() || band.parts.empty())
            wrong(mistakes, entry.source, "分档须写 `of`（类型）和 `bands`。", "a band says `of` (types) and `bands`.");
        for (const auto& type : types) {
            band.type = type;
            pack.bands.push_back(band);
        }
    }
};

std::vector<std::string> cells_of(const std::string& line) {
    std::vector<std::string> cells{""};
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '"' && quoted && i + 1 < line.size() && line[i + 1] == '"')
            cells.back() += line[++i];
        else if (line[i] == '"')
            quoted = !quoted;
        else if (line[i] == ',' && !quoted)
            cells.emplace_back();
        else if (line[i] != '\r')
            cells.back() += line[i];
    }
    return cells;
}

} // namespace

void read_figures(const Node& file, Pack& pack, MistakeList& mistakes) {
    FigureReader reader{pack, mistakes};
    for (const auto& entry : file.entries) {
        if (entry.key == "band")
            for (const auto& band : entry.value.entries)
                reader.band(band);
        else
            reader.read(entry);
    }
}

void read_targets(const std::string& csv, const std::string& name, Pack& pack, MistakeList& mistakes) {
    const std::string head = "figure,region,by,target,baseline,source";
    int line = 0;
    for (std::size_t from = 0; from < csv.size();) {
        const auto end = std::min(csv.find('\n', from), csv.size());
        auto text = csv.substr(from, end - from);
        from = end + 1;
        const Source at{name, ++line, 1};
        if (line == 1) {
            while (!text.empty() && (text.back() == '\r' || text.back() == ' '))
                text.pop_back();
            if (text != head)
                wrong(mistakes, at, "第一行应为：" + head, "the first line reads: " + head);
            continue;
        }
        if (text.find_first_not_of(" \r") == std::string::npos || text[0] == '#')
            continue;
        const auto cells = cells_of(text);
        const auto by = cells.size() == 6 ? base::parse_date(cells[2]) : std::nullopt;
        if (!by || cells[1].size() != 12 || !base::RegionCode::parse(cells[1]) || cells[3].empty()) {
            wrong(mistakes, at, "一行目标为六格：指标,12位区划,YYYY-MM-DD,目标,基期,依据。",
                  "a target has six cells: figure, region of 12 digits, YYYY-MM-DD, target, baseline, source.");
            continue;
        }
        pack.targets.push_back({cells[0], cells[1], *by, cells[3], cells[4], cells[5], at});
    }
}

} // namespace liandong::pack
