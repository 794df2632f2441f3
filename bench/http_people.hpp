// Invented people for the server's benchmark, marked 演示, the same for both servers: as the body of a create of ours
// and of the peer's.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "app/demo/chance.hpp"
#include "modules/regions/atlas.hpp"

namespace liandong::bench {

struct Invented {
    std::string id;
    std::string ours; // bodies of a create
    std::string peer;
};

class People {
public:
    /// They live in the villages of these towns. The atlas outlives it.
    People(const modules::regions::Atlas& atlas, const std::vector<std::string>& towns);
    /// Somebody new; of the first town only when `near`.
    Invented next(bool near = false);

private:
    std::string new_id_no(base::Date birth, bool woman);
    const std::string& village(bool near);

    const modules::regions::Atlas& atlas_;
    std::vector<std::vector<std::string>> villages_;
    app::demo::Chance chance_{2026};
    std::set<std::string> id_nos_;
    std::vector<std::string> ethnic_{"01", "01", "01", "03", "04"};
    std::vector<std::string> education_{"10", "20", "30", "40", "60", "70"};
};

} // namespace liandong::bench
