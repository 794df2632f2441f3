#include "app/says.hpp"

#include <cstdio>
#include <cstdlib>
#include <optional>

#include "db/errors.hpp"
#include "http/refusal.hpp"
#include "pack/mistakes.hpp"

namespace liandong::app {
namespace {

std::optional<pack::Pack>& spoken() {
    static std::optional<pack::Pack> pack;
    return pack;
}

http::Language language_of_terminal() {
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"})
        if (const char* value = std::getenv(name); value && *value)
            return std::string_view(value).starts_with("zh") ? http::Language::zh : http::Language::en;
    return http::Language::en;
}

std::string sentence_of(const base::Fault& fault) {
    const auto language = language_of_terminal();
    const http::Refuser refuser(
        [](std::string_view code) { return spoken() ? words_of(*spoken(), code) : base::Words{}; });
    if (fault.findings.empty())
        return refuser.message(fault.code, fault.params, language);
    std::string why;
    for (const auto& finding : fault.findings) {
        if (!why.empty())
            why += "; ";
        if (!finding.field.empty())
            why += finding.field + ": ";
        why += refuser.message(finding.code, finding.params, language);
    }
    return why;
}

} // namespace

void speak(const pack::Pack& pack) { spoken() = pack; }

int say_why(std::exception_ptr error) {
    try {
        std::rethrow_exception(error);
    } catch (const pack::Mistakes& mistakes) {
        std::fprintf(stderr, "%s\n", mistakes.what());
        return 1;
    } catch (const base::Fault& fault) {
        std::fprintf(stderr, "%s\n", sentence_of(fault).c_str());
        return fault.refusal == base::Refusal::busy ? 75 : 1;
    } catch (const db::OutcomeUnknown& unknown) {
        std::fprintf(stderr, "%s\n", unknown.what());
        return 75;
    } catch (const std::logic_error& bug) {
        std::fprintf(stderr, "a bug: %s\n", bug.what());
        return 70;
    } catch (const std::exception& why) {
        std::fprintf(stderr, "%s\n", why.what());
        return 1;
    }
}

base::Words words_of(const pack::Pack& pack, std::string_view code) {
    const std::string name(code);
    if (const auto text = pack.texts.find(name); text != pack.texts.end())
        return text->second;
    for (const auto& rule : pack.rules)
        if (rule.id == name)
            return rule.message;
    const auto dot = name.rfind('.');
    const pack::Type* type = dot == std::string::npos ? nullptr : pack.type(name.substr(0, dot));
    const pack::Event* event = type ? type->event(name.substr(dot + 1)) : nullptr;
    return event ? event->otherwise : base::Words{};
}

} // namespace liandong::app
