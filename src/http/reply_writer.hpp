// Turns a reply into bytes, piece by piece: the head, then the body from memory, from a file or made anew, as the
// caller takes it.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <memory>
#include <string>
#include <string_view>

#include "http/reply.hpp"

namespace liandong::http {

class ReplyWriter {
public:
    ReplyWriter();
    ~ReplyWriter();
    /// `keeps`: the connection stays open. `head_only`: a reply to HEAD. `old`: the caller speaks HTTP/1.0.
    /// Throws std::runtime_error when the reply's file cannot be opened.
    void begin(Reply reply, bool keeps, bool head_only, bool old);

    /// What is to be sent next of head and body; both empty at the end. The views hold until `sent`.
    std::string_view head() const { return std::string_view(head_).substr(head_sent_); }
    std::string_view piece() const { return piece_; }
    /// So many bytes of head and piece went out. False when a file gave less than it had promised.
    bool sent(std::size_t bytes);
    bool done() const { return head().empty() && piece_.empty(); }
    /// Bytes of head and body together.
    std::uint64_t size() const { return head_.size() + body_size_; }
    /// Lets go of the memory.
    void clear();

private:
    bool refill();
    bool read_file();
    bool make_piece();

    Reply reply_;
    std::string head_;
    std::size_t head_sent_ = 0;
    std::string_view piece_;
    std::uint64_t body_size_ = 0;
    std::uint64_t left_ = 0;              // of a file or of pieces
    std::unique_ptr<std::ifstream> file_; // only when there is one: a stream is dear to make
    std::string buffer_;
};

/// The words after a status in the first line.
std::string_view reason_of(int status);
/// Now, as a Date header says it (RFC 9110, 5.6.7).
std::string http_date();

} // namespace liandong::http
