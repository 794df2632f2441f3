// How a no is written: {"error":{"code","message","fields":[…],"incident"?}} in the caller's language.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/fault.hpp"
#include "http/language.hpp"
#include "http/reply.hpp"

namespace liandong::http {

/// Finds the sentence of a message code; both texts empty when there is none.
using WordsOf = std::function<base::Words(std::string_view code)>;

class Refuser {
public:
    /// A code that `words` does not know stands for itself.
    explicit Refuser(WordsOf words) : words_(std::move(words)) {}

    /// The status and body of a Fault. Every finding becomes an entry of `fields` with its level (block, reason, warn);
    /// Fault::detail_json becomes `detail`.
    Reply of(const base::Fault& fault, Language language) const;
    /// A refusal without findings. 503 and 429 carry Retry-After.
    Reply of(int status, std::string_view code, const base::Params& params, Language language) const;
    /// 500: the incident number, and no word of what happened.
    Reply broken(std::string_view incident, Language language) const;

    /// The message of a code in that language, values filled in.
    std::string message(std::string_view code, const base::Params& params, Language language) const;

private:
    WordsOf words_;
};

} // namespace liandong::http
