// Sentences of the pack as answers carry them.
#pragma once

#include <boost/json/object.hpp>
#include <string>

#include "base/fault.hpp"
#include "pack/pack.hpp"

namespace liandong::modules::registers {

/// The sentence of a text's code or of a rule's id in both languages, its values filled in.
boost::json::object said(const pack::Pack& pack, const std::string& code, const base::Params& params);

} // namespace liandong::modules::registers
