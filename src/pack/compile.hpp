// Every condition and value of a pack, checked against its types and held beside its text.
#pragma once

#include "expr/criterion.hpp"
#include "expr/schema.hpp"
#include "pack/pack.hpp"

namespace liandong::pack {

/// The pack as the criteria language sees it. Place n of an expr::Type's fields, from first_declared on, is
/// Type::fields[n] of the pack; the fields of counties follow. Parameter::index is the place in Pack::parameters.
class PackSchema : public expr::PlainSchema {
public:
    explicit PackSchema(const Pack& pack);
    bool has_figure(std::string_view id) const override;
    /// me.org points to governance.org.
    std::string target_of(expr::Me member) const override;

private:
    void add_lists(const Pack& pack);
    void add_parameters(const Pack& pack);
    void add_type(const Pack& pack, const Type& type);
    std::map<std::string, int, std::less<>> figures_;
};

/// Compiles every Text of the pack where it stands (Text::tree) and sets Pack::schema. What cannot be compiled, and
/// kept fields that depend on themselves, are mistakes with file, line and column.
void compile(Pack& pack, MistakeList& mistakes);

/// A field as the criteria language sees it.
expr::Field seen(const Field& field, const expr::Schema& schema);

/// Places of the pack that expr does not name.
namespace place {
/// [public]: nobody is signed in.
inline constexpr expr::Place open{.zh = "公开内容", .en = "what is public", .sql = true, .clock = true};
/// while, due: facts of the record, never the clock.
inline constexpr expr::Place clock{.zh = "时限", .en = "a clock"};
/// among: which regions a figure looks at.
inline constexpr expr::Place among{.zh = "地区范围", .en = "which regions", .sql = true, .step = false};
} // namespace place

} // namespace liandong::pack
