// The portal's secrets: codes are kept as keyed digests, an answer that holds a code is kept sealed.
#pragma once

#include <string>

#include "base/id.hpp"
#include "crypt/keys.hpp"

namespace liandong::modules::services {

/// What is kept of a receipt's code; bound to the receipt.
std::string code_digest(const crypt::Keys& keys, const std::string& receipt, const std::string& typed);
/// Whether the code as typed is the one kept, whichever key it was kept under.
bool same_code(const crypt::Keys& keys, const std::string& receipt, const std::string& typed, const std::string& kept);

/// What is kept of where a request came from.
std::string caller_digest(const crypt::Keys& keys, const std::string& network);
/// What tries at a receipt are counted under, whether there is such a receipt or not.
std::string tries_at(const crypt::Keys& keys, const std::string& receipt);
/// The same from one network: a stranger elsewhere does not lock its owner out.
std::string tries_at(const crypt::Keys& keys, const std::string& receipt, const std::string& network);
/// And by whom: wrong codes over many receipts count for the network they come from.
std::string tries_from(const crypt::Keys& keys, const std::string& network);

/// An answer as it is kept for the same request again, and back. `request` is the record it speaks of.
std::string sealed_answer(const crypt::Keys& keys, const base::Uuid& request, const std::string& answer);
std::string opened_answer(const crypt::Keys& keys, const base::Uuid& request, const std::string& kept);

} // namespace liandong::modules::services
