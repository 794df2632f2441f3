// The reader that tells people what happened: the `tell` of events and of states that were reached. It begins at the
// end of the journal: what happened before there were notices is told to nobody.
#pragma once

#include "follow/follower.hpp"
#include "follow/notices.hpp"

namespace liandong::follow {

class NoticeReader : public Reader {
public:
    NoticeReader(const record::House& house, Directory directory) : house_(house), directory_(std::move(directory)) {}

    std::string name() const override { return "notices"; }
    std::map<std::string, std::string> wanted() const override { return {}; } // a notice is told once, never made anew
    std::string type_of(const std::string& wanted) const override { return wanted; }
    void follow(db::Session& session, const record::Shape& shape, const ByRecord& lines,
                const std::map<std::string, Made>& made) override;
    void clear(db::Session&, const std::string&) override {}
    void make(db::Session&, const std::string&, const std::vector<Uuid>&, const ByRecord&, std::int64_t) override {}
    void finish(db::Session&, const std::string&, const ByRecord&, std::int64_t) override {}

private:
    void told(db::Session& session, const record::Shape& shape, const record::Record& record,
              const journal::Line& line);

    const record::House& house_;
    Directory directory_;
};

} // namespace liandong::follow
