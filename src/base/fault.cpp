#include "base/fault.hpp"

namespace liandong::base {

Finding advise(std::string field, std::string code, std::string clause) {
    return {std::move(field), std::move(code), std::move(clause), {}, Level::reason};
}

int status_of(Refusal refusal) {
    switch (refusal) {
        case Refusal::bad_request: return 400;
        case Refusal::signed_out: return 401;
        case Refusal::forbidden: return 403;
        case Refusal::absent: return 404;
        case Refusal::wrong_method: return 405;
        case Refusal::conflict: return 409;
        case Refusal::too_large: return 413;
        case Refusal::invalid: return 422;
        case Refusal::no_precondition: return 428;
        case Refusal::too_many: return 429;
        case Refusal::busy: return 503;
        case Refusal::disk_full: return 507;
    }
    throw std::logic_error("a refusal without a status");
}

Fault::Fault(Refusal why, std::string said, Params with)
    : std::runtime_error(said), refusal(why), code(std::move(said)), params(std::move(with)) {}

Fault::Fault(std::vector<Finding> found)
    : std::runtime_error("record.invalid"),
      refusal(Refusal::invalid),
      code("record.invalid"),
      findings(std::move(found)) {}

} // namespace liandong::base
