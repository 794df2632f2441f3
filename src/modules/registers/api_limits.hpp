// How much the addresses of the registers take: for the handlers that hold to it, and for the document that says it.
#pragma once

#include <cstddef>
#include <cstdint>

namespace liandong::modules::registers {

constexpr std::int64_t page_most = 200;
constexpr std::size_t where_most = 4000, sort_most = 200, reason_most = 1000;
constexpr std::size_t find_most = 60;
constexpr std::size_t columns_most = 40;
constexpr std::int64_t notices_most = 100; // a page of them, or as many read at once
constexpr std::size_t questions_most = 50;
constexpr std::size_t word_most = 100;      // of a figure's question
constexpr std::size_t file_name_most = 600; // bytes
constexpr std::size_t login_most = 100, password_most = 200;

} // namespace liandong::modules::registers
