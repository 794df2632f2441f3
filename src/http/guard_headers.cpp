#include "http/guard_headers.hpp"

namespace liandong::http {
namespace {

constexpr auto page_policy =
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
constexpr auto other_policy = "default-src 'none'; frame-ancestors 'none'";

void unless_said(Reply& reply, const char* name, const char* value) {
    if (!find(reply.headers, name))
        reply.add(name, value);
}

} // namespace

void guard(Reply& reply) {
    // A 304 has no type of its own, and a browser would put its headers in the place of those of the page it keeps.
    if (reply.status == 304)
        return;
    const bool page = find(reply.headers, "Content-Type").value_or("").starts_with("text/html");
    unless_said(reply, "Content-Security-Policy", page ? page_policy : other_policy);
    unless_said(reply, "X-Content-Type-Options", "nosniff");
    unless_said(reply, "X-Frame-Options", "DENY");
    unless_said(reply, "Referrer-Policy", "no-referrer");
    // Pages may ask where they are and take a picture; nothing else is asked for.
    unless_said(reply, "Permissions-Policy", "geolocation=(self), camera=(self), microphone=(), payment=(), usb=()");
    unless_said(reply, "Cross-Origin-Opener-Policy", "same-origin");
    unless_said(reply, "Cross-Origin-Resource-Policy", "same-origin");
    unless_said(reply, "Cache-Control", "no-store");
}

} // namespace liandong::http
