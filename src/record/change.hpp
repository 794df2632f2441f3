// One change under way: everything that happens to records inside one transaction because of one request.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "record/kernel.hpp"
#include "record/sight.hpp"

namespace liandong::record {

class Change {
public:
    Change(const Kernel& kernel, db::Session& session, const Given& given)
        : kernel_(kernel), house_(kernel.house()), session_(session), given_(given) {}

    Saved create(const Shape& shape, const Uuid& id, const Patch& patch, const Sight& may);
    Saved change(const Shape& shape, const Uuid& id, std::int64_t version, const Patch& patch, const Sight& seen,
                 const Sight& may);
    Saved fire(const Shape& shape, const Uuid& id, std::optional<std::int64_t> version, const std::string& event,
               const Patch& patch, const Sight& seen, const Sight& may);
    void keep_again(const Shape& shape, const std::vector<Record>& owners, std::size_t kept_field) {
        rework(shape, owners, kept_field);
    }

private:
    struct Move { // from what to what, and by what
        const Shape& shape;
        const Record* before;
        Record& after;
        std::string act;
        std::string event;
    };

    // change.cpp
    Saved saved(const Shape& shape, const Uuid& id);
    void write(const Move& move);
    void write_rows(const Shape& parent, const Uuid& id, const std::vector<RowPatch>& rows);
    void remove_row(const Shape& shape, const Record& row);
    void note_files(const Shape& shape, const Record* before, const Record& after);
    void refuse_clash(const Shape& shape, const Record& now, std::int64_t version, const Patch& patch);
    void put(const Shape& shape, Record& record, const Patch& patch);

    // derive.cpp
    void fill_defaults(const Shape& shape, Record& record, const Patch& patch);
    void draw_numbers(const Shape& shape, Record& record);
    void draw(const Shape& shape, Record& record, std::size_t field);
    void derive(const Shape& shape, const Record* before, Record& after);
    void place(const Shape& shape, const Record* before, Record& after);
    Value kept(const Shape& owner, const Record& record, std::size_t field);
    void spread(const Move& move);
    void cause(const Move& move);
    void rework(const Shape& shape, const std::vector<Record>& owners, std::optional<std::size_t> kept_field);

    // check.cpp
    void check(const Move& move, const Patch& patch);
    void check_field(const Move& move, std::size_t field, const AskedOf& asked);
    void check_reference(const Move& move, std::size_t field);
    void check_file(const Move& move, std::size_t field);
    void check_rules(const Move& move, const AskedOf& asked);
    void check_apart(const Move& move, const pack::Rule& rule);
    void find(const Shape& shape, std::size_t field, std::string code, base::Params params = {});
    View may_write(const Move& move, const Sight& may);

    // effect.cpp
    void move_state(const Move& move, const pack::Event& event);
    std::string state_before(const Move& move) const;
    void effects(const Move& move, const pack::Effect& effect);
    void make(const Record& from, const Shape& shape, const pack::Effect::Make& make);
    void open_rows(const Shape& shape, const Record& parent);
    void fire_others(const Record& from, const Shape& shape, const pack::Effect::Fire& fire);

    AskedOf asked(const Move& move) const;

    const Kernel& kernel_;
    const House& house_;
    db::Session& session_;
    const Given& given_;
    std::vector<base::Finding> findings_;
    std::vector<base::Finding> advice_;
    std::int64_t position_ = 0;
    int depth_ = 0;
    std::optional<Date> caused_from_; // from which day on what is being written elsewhere is true
};

/// The state a type's records begin in; empty for a type without states.
std::string start_state(const pack::Type& type);

} // namespace liandong::record
