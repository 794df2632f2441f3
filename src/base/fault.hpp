// How the server says no. A Fault is what the caller must hear; it is thrown from any depth and caught once, in http.
// A Finding is one thing wrong with a record; rules return all of them at once.
#pragma once

#include <map>
#include <stdexcept>
#include <string>
#include <vector>

namespace liandong::base {

/// A sentence in both languages.
struct Words {
    std::string zh;
    std::string en;
};

/// What stands in braces in a message: {field}, {most}, {version} …
using Params = std::map<std::string, std::string>;

/// block: refused. reason: goes on with a written reason. warn: goes on, said in the answer.
enum class Level { block, reason, warn };

struct Finding {
    std::string field;  // the field's name, or "rows.TYPE.ID.FIELD" of a child row; empty when it is the whole record
    std::string code;   // a dotted message code of texts/, or the id of a pack rule (R-CRT-06)
    std::string clause; // the clause of the document that asks for it; empty when none does
    Params params;
    Level level = Level::block;
};

/// A finding that does not stop the change.
Finding advise(std::string field, std::string code, std::string clause = {});

enum class Refusal {
    bad_request,     // 400: cannot be parsed
    signed_out,      // 401
    forbidden,       // 403: may be read, may not be done
    absent,          // 404: not there, or not yours: the same answer
    wrong_method,    // 405
    conflict,        // 409
    too_large,       // 413
    invalid,         // 422: findings
    no_precondition, // 428
    too_many,        // 429
    busy,            // 503
    disk_full        // 507
};

/// The HTTP status of a refusal.
int status_of(Refusal refusal);

/// Thrown for what the caller must hear. `code` is a message code of texts/; what() is for the log and holds no
/// personal data.
class Fault : public std::runtime_error {
public:
    Fault(Refusal refusal, std::string code, Params params = {});
    /// 422 with all findings.
    explicit Fault(std::vector<Finding> findings);

    Refusal refusal;
    std::string code;
    Params params;
    std::vector<Finding> findings;
    std::string detail_json; // for 409: both versions, already rendered; empty otherwise
};

} // namespace liandong::base
