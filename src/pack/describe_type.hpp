// One type as JSON; shared by the two files that describe a pack.
#pragma once

#include <boost/json.hpp>

#include "pack/describe.hpp"

namespace liandong::pack {

inline boost::json::object both(const base::Words& words) {
    return {{"zh", words.zh}, {"en", words.en.empty() ? words.zh : words.en}};
}

inline boost::json::array list_of(const std::vector<std::string>& names) {
    return boost::json::array(names.begin(), names.end());
}

inline void put(boost::json::object& out, const char* key, const std::string& text) {
    if (!text.empty())
        out[key] = text;
}
inline void put(boost::json::object& out, const char* key, const base::Words& words) {
    if (!words.zh.empty())
        out[key] = both(words);
}
inline void put(boost::json::object& out, const char* key, const Text& text) { put(out, key, text.text); }

/// The type as a viewer who may do `may` sees it.
boost::json::object type_json(const Pack& pack, const Type& type, const Viewer& viewer,
                              const std::vector<std::string>& may);

} // namespace liandong::pack
