// The reader that keeps the table of what falls due: for each record that looks at the clock, its moments.
#pragma once

#include "follow/follower.hpp"
#include "follow/timetable.hpp"

namespace liandong::follow {

class DueReader : public Reader {
public:
    explicit DueReader(const record::House& house) : house_(house), timetable_(house) {}

    std::string name() const override { return "due"; }
    std::map<std::string, std::string> wanted() const override;
    std::string type_of(const std::string& wanted) const override { return wanted; }
    void follow(db::Session& session, const record::Shape& shape, const ByRecord& lines,
                const std::map<std::string, Made>& made) override;
    void clear(db::Session& session, const std::string& wanted) override;
    void make(db::Session& session, const std::string& wanted, const std::vector<Uuid>& records, const ByRecord& late,
              std::int64_t position) override;
    void finish(db::Session&, const std::string&, const ByRecord&, std::int64_t) override {}

private:
    void follow_readers(db::Session& session, const Timed& timed, const ByRecord& lines,
                        const std::map<std::string, Made>& made);
    void write(db::Session& session, const record::Shape& shape, const std::vector<Uuid>& records);

    const record::House& house_;
    Timetable timetable_;
};

} // namespace liandong::follow
