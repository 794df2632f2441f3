// One reader of the journal: it takes a batch of lines, writes down what they change, and saves its position, all in
// one transaction.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "db/database.hpp"
#include "follow/late.hpp"

namespace liandong::follow {

/// What a reader makes of the journal.
class Reader {
public:
    virtual ~Reader() = default;
    virtual std::string name() const = 0;
    /// What has to be counted anew from the records, and by which definition: figures, or types whose words are
    /// indexed.
    virtual std::map<std::string, std::string> wanted() const = 0; // name → digest
    /// The type whose records a wanted name is made from.
    virtual std::string type_of(const std::string& wanted) const = 0;
    /// Writes down what the lines of one type change. `made` tells for each wanted name how far it is made: records
    /// beyond are left to the making.
    virtual void follow(db::Session& session, const record::Shape& shape, const ByRecord& lines,
                        const std::map<std::string, Made>& made) = 0;
    /// Forgets what was made of it.
    virtual void clear(db::Session& session, const std::string& wanted) = 0;
    /// Makes it for some records as they were when the follower's position was saved. `late`: those that have lines
    /// after it.
    virtual void make(db::Session& session, const std::string& wanted, const std::vector<Uuid>& records,
                      const ByRecord& late, std::int64_t position) = 0;
    /// After the last record: what else stands that no record of the table accounts for.
    virtual void finish(db::Session& session, const std::string& wanted, const ByRecord& late,
                        std::int64_t position) = 0;
};

/// Runs a reader through the journal.
class Follower {
public:
    Follower(db::Database& database, const record::House& house, Reader& reader)
        : database_(database), house_(house), reader_(reader) {}

    /// Compares what is wanted with what was made, once at start: what changed is made anew, what is no longer wanted
    /// goes.
    void prepare();
    /// One batch. False when there is nothing to do.
    bool step();
    /// Makes a name anew.
    void again(const std::string& wanted);

private:
    struct Done {
        bool any = false;
        std::size_t lines = 0;
    };
    Done follow(db::Session& session);
    bool make(db::Session& session, std::int64_t position);
    bool idle();

    db::Database& database_;
    const record::House& house_;
    Reader& reader_;
    std::size_t batch_ = 500; // lines; follows the time a batch takes
};

} // namespace liandong::follow
