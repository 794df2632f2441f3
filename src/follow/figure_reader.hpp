// The reader that keeps the cells of all figures.
#pragma once

#include "follow/follower.hpp"
#include "follow/source.hpp"

namespace liandong::follow {

class FigureReader : public Reader {
public:
    FigureReader(const record::House& house, const Figures::Plan& plan) : house_(house), plan_(plan) {}

    std::string name() const override { return "figures"; }
    std::map<std::string, std::string> wanted() const override;
    std::string type_of(const std::string& wanted) const override { return plan_.by_id.at(wanted)->shape->name(); }
    void follow(db::Session& session, const record::Shape& shape, const ByRecord& lines,
                const std::map<std::string, Made>& made) override;
    void clear(db::Session& session, const std::string& wanted) override;
    void make(db::Session& session, const std::string& wanted, const std::vector<Uuid>& records, const ByRecord& late,
              std::int64_t position) override;
    void finish(db::Session& session, const std::string& wanted, const ByRecord& late, std::int64_t position) override;

private:
    bool member(const std::string& figure) const;
    figures::Lines whole(db::Session& session, const Counted& counted, const Uuid& id,
                         std::optional<record::Record> row, bool late, std::int64_t position) const;

    const record::House& house_;
    const Figures::Plan& plan_;
};

} // namespace liandong::follow
