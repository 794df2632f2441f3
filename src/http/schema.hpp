// Small words to write JSON Schemas (2020-12) with, so that a schema beside its handler reads like the answer itself.
#pragma once

#include <boost/json.hpp>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "http/language.hpp"

namespace liandong::http {

/// Schemas of the OpenAPI document by their name.
using Schemas = std::map<std::string, boost::json::object>;

namespace schema {

using boost::json::object;

object text();
/// A text of a form: uuid, date, date-time.
object text(const char* format);
/// A text of at most so many characters.
object short_text(std::size_t most);
object formed(const char* pattern);
object whole();
object whole(std::int64_t least, std::int64_t most);
object number();
object flag();
/// Exactly this word, or one of these.
object word(std::string only);
object one_of(const std::vector<std::string>& words);
object list_of(object items);
object list_of(object items, std::size_t least, std::size_t most);
/// An object of any names whose values are all of one kind.
object map_of(object values);
/// A schema of the document by its name.
object refers(const std::string& name);
object either(std::vector<object> schemas);
object or_null(object schema);
/// The same with what it says to the reader.
object said(object schema, const base::Words& words, Language language);

struct Member {
    std::string name;
    object schema;
    bool needed = true;
};
inline Member maybe(std::string name, object schema) { return {std::move(name), std::move(schema), false}; }
/// An object with these members and no others.
object closed(const std::vector<Member>& members);

} // namespace schema
} // namespace liandong::http
