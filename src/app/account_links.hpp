// Which worker, person, station … an account is, as the command line names them.
#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/house.hpp"

namespace liandong::app {

/// What an account may be, and its words in the help.
inline constexpr std::array<std::pair<expr::Me, std::string_view>, 5> link_words{
    {{expr::Me::worker, "the social worker that signs in (brings person and station along)"},
     {expr::Me::station, "the station it works for"},
     {expr::Me::person, "the person it is, such as a volunteer"},
     {expr::Me::agency, "the agency it works for"},
     {expr::Me::org, "the department it belongs to"}}};

/// An account of which only these members are set. A text is an id, a number or what only one record is called; empty
/// ones are passed over. Throws Refused when there is none or several.
access::Account linked(const House& house, db::Session& session, const std::map<expr::Me, std::string>& texts);

/// A sentence for each member that the role's rights speak of and the account lacks.
std::vector<std::string> missing(const pack::Pack& pack, const std::string& role, const access::Account& account);

} // namespace liandong::app
