#include "http/transport_connection.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <optional>
#include <vector>

#include "http/reply_writer.hpp"
#include "http/request_head.hpp"

namespace liandong::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using boost::system::error_code;
using tcp = asio::ip::tcp;
using Parser = beast::http::request_parser<beast::http::string_body>;

constexpr std::size_t first_read = 4096; // a whole request, most often
constexpr std::size_t body_read = 64 * 1024;
// How long a closing connection is still listened to: when the request was cut off, its sender has more under way.
constexpr std::chrono::milliseconds goodbye_time{200};
constexpr std::chrono::milliseconds goodbye_time_cut_off{2000};

RequestHead head_of(const Parser& parser) {
    const auto& message = parser.get();
    RequestHead head{std::string(message.method_string()),
                     std::string(message.target()),
                     {},
                     message.version() < 11,
                     parser.chunked()};
    for (const auto& field : message)
        head.headers.push_back({std::string(field.name_string()), std::string(field.value())});
    return head;
}

} // namespace

class Connection : public std::enable_shared_from_this<Connection> {
public:
    Connection(Shared& shared, Loop& loop, tcp::socket socket)
        : shared_(shared), loop_(loop), options_(shared.options), socket_(std::move(socket)) {}

    void start();
    /// Called by the sweep: the deadline has passed.
    void late();
    void close();
    bool is_late(Clock::time_point now) const { return now >= deadline_; }
    bool is_idle() const { return phase_ == Phase::idle && buffer_.size() == 0; }

private:
    enum class Phase { idle, header, body, answering, writing, goodbye, closed };

    void enter(Phase phase, std::chrono::milliseconds time);
    std::chrono::milliseconds time_for(std::uint64_t bytes) const;
    template <class Next>
    void read(std::size_t bytes, Next next);
    bool ended(error_code error);
    void gave_up();

    void wait_for_request();
    void read_header();
    void header_came();
    void header_is_whole();
    bool may_bring_body();
    void say_continue();
    void read_body();
    bool hold_body();
    void body_came();
    void hand_over();
    void write(Reply reply);
    void write_on();
    void written();
    void say_goodbye();
    void let_go_of_body();

    void parse_failed(error_code error);
    void refuse(const EarlyNo& no, bool keeps = false);

    Shared& shared_;
    Loop& loop_;
    const ServerOptions& options_;
    tcp::socket socket_;
    beast::flat_buffer buffer_;
    std::optional<Parser> parser_;
    std::optional<Request> request_;
    ReplyWriter writer_;
    Allowance allowance_;
    std::size_t held_ = 0; // bytes of this body counted in shared_.body_bytes
    Phase phase_ = Phase::idle;
    Clock::time_point deadline_ = Clock::time_point::max();
    Clock::time_point began_ = {};
    bool gave_up_ = false; // the deadline passed while an operation was out; whoever comes back says so
    bool first_ = true;
    bool keeps_ = true;
    bool head_only_ = false;
    bool old_ = false;
    bool whole_ = false; // the request came to its end
    std::string address_;
};

void Connection::start() {
    error_code ignored;
    socket_.set_option(tcp::no_delay(true), ignored);
    const auto peer = socket_.remote_endpoint(ignored);
    if (!ignored)
        address_ = peer.address().to_string();
    wait_for_request();
}

void Connection::enter(Phase phase, std::chrono::milliseconds time) {
    phase_ = phase;
    began_ = Clock::now();
    deadline_ = began_ + time;
}

std::chrono::milliseconds Connection::time_for(std::uint64_t bytes) const {
    return std::chrono::milliseconds(bytes * 1000 / options_.bytes_a_second);
}

void Connection::close() {
    if (phase_ == Phase::closed)
        return;
    phase_ = Phase::closed;
    deadline_ = Clock::time_point::max();
    error_code ignored;
    socket_.close(ignored);
    let_go_of_body();
    shared_.connections.fetch_sub(1);
    loop_.connections.erase(this);
}

// The operation that is out comes back, by itself or cancelled, and finds that time is up.
void Connection::late() {
    deadline_ = Clock::time_point::max();
    gave_up_ = true;
    error_code ignored;
    socket_.cancel(ignored);
}

void Connection::gave_up() {
    gave_up_ = false;
    const bool something_came = phase_ == Phase::body || (phase_ == Phase::header && buffer_.size() > 0);
    if (!something_came)
        return close();
    refuse({408, "http.timeout"});
}

// True when there is nothing to go on with; what had to be done about it is done.
bool Connection::ended(error_code error) {
    if (phase_ == Phase::closed)
        return true;
    if (gave_up_) {
        gave_up();
        return true;
    }
    if (error)
        close();
    return static_cast<bool>(error);
}

template <class Next>
void Connection::read(std::size_t bytes, Next next) {
    auto room = buffer_.prepare(bytes);
    socket_.async_read_some(room, [self = shared_from_this(), next](error_code error, std::size_t came) {
        if (self->ended(error))
            return;
        self->buffer_.commit(came);
        ((*self).*next)();
    });
}

void Connection::wait_for_request() {
    parser_.reset();
    request_.reset();
    gave_up_ = false;
    keeps_ = true;
    head_only_ = false;
    old_ = false;
    whole_ = false;
    if (buffer_.size() > 0)
        return read_header();
    if (shared_.draining)
        return close();
    buffer_ = {};
    enter(Phase::idle, first_ ? options_.header_time : options_.idle_time);
    first_ = false;
    read(first_read, &Connection::read_header);
}

void Connection::read_header() {
    parser_.emplace();
    parser_->header_limit(static_cast<std::uint32_t>(options_.header_bytes_max));
    parser_->body_limit(boost::none); // judged once the header has said which route it is for
    enter(Phase::header, options_.header_time);
    header_came();
}

void Connection::header_came() {
    error_code error;
    const auto taken = parser_->put(buffer_.data(), error);
    buffer_.consume(taken);
    if (error == beast::http::error::need_more)
        return read(first_read, &Connection::header_came);
    if (error)
        return parse_failed(error);
    if (!parser_->is_header_done())
        return read(first_read, &Connection::header_came);

    header_is_whole();
}

void Connection::header_is_whole() {
    RequestHead head = head_of(*parser_);
    old_ = head.old;
    keeps_ = parser_->keep_alive();
    head_only_ = head.method == "HEAD";
    if (const auto wrong = wrong_with(head))
        return refuse(*wrong);
    const bool waits = waits_for_continue(head);
    try {
        request_ = request_of(std::move(head), address_, options_.proxies);
    } catch (const base::Fault& fault) {
        return refuse({400, fault.code, fault.params});
    }
    if (!may_bring_body())
        return refuse({413, "http.too_large", {{"most", in_bytes(allowance_.bytes)}}});
    if (parser_->is_done())
        return body_came();
    if (waits && buffer_.size() == 0)
        return say_continue();
    read_body();
}

bool Connection::may_bring_body() {
    allowance_ = shared_.service.allowance(*request_);
    const auto declared = parser_->content_length();
    if (declared && *declared > allowance_.bytes)
        return false;
    parser_->body_limit(allowance_.bytes);
    return true;
}

void Connection::say_continue() {
    static constexpr std::string_view line = "HTTP/1.1 100 Continue\r\n\r\n";
    enter(Phase::body, options_.body_time);
    asio::async_write(socket_, asio::buffer(line), [self = shared_from_this()](error_code error, std::size_t) {
        if (!self->ended(error))
            self->read_body();
    });
}

void Connection::read_body() {
    if (phase_ != Phase::body)
        enter(Phase::body, options_.body_time);
    error_code error;
    // The parser stops at each chunk's edge; what is in the buffer may hold many.
    while (!parser_->is_done() && buffer_.size() > 0) {
        const auto taken = parser_->put(buffer_.data(), error);
        buffer_.consume(taken);
        if (error == beast::http::error::need_more)
            break;
        if (error)
            return parse_failed(error);
    }
    if (!hold_body())
        return refuse({503, "http.busy", {{"seconds", "1"}}});
    if (parser_->is_done())
        return body_came();
    // One line of a chunk's head or a trailer never needs as much as this.
    if (buffer_.size() > options_.header_bytes_max)
        return refuse({400, "http.malformed"});
    read(parser_->content_length_remaining() ? body_read : first_read * 4, &Connection::read_body);
}

// Counts what has come of the body against what all bodies together may take, and gives a patient one time for it.
bool Connection::hold_body() {
    const auto size = parser_->get().body().size();
    const auto all = shared_.body_bytes.fetch_add(size - held_) + (size - held_);
    held_ = size;
    if (allowance_.patient)
        deadline_ = began_ + options_.body_time + time_for(size);
    return all <= options_.bodies_bytes_max;
}

void Connection::let_go_of_body() {
    shared_.body_bytes.fetch_sub(held_);
    held_ = 0;
}

void Connection::body_came() {
    whole_ = true;
    request_->body = std::move(parser_->get().body());
    request_->arrived = Clock::now();
    enter(Phase::answering, {});
    deadline_ = Clock::time_point::max();
    if (auto ready = shared_.service.at_once(*request_))
        return write(std::move(*ready));
    hand_over();
}

void Connection::hand_over() {
    // Moved on into the reply, so that the last hold on a connection is never let go on a worker's thread.
    auto job = [self = shared_from_this()]() mutable {
        auto reply = std::make_shared<Reply>(self->shared_.service.answer(*self->request_));
        auto& context = self->loop_.context;
        asio::post(context, [self = std::move(self), reply = std::move(reply)] {
            if (self->phase_ != Phase::closed)
                self->write(std::move(*reply));
        });
    };
    if (!shared_.pool.offer(std::move(job)))
        refuse({503, "http.busy", {{"seconds", "1"}}}, true);
}

void Connection::refuse(const EarlyNo& no, bool keeps) {
    keeps_ = keeps_ && keeps;
    const Language language = request_ ? request_->language() : Language::zh;
    write(shared_.service.refuse(no.status, no.code, no.params, language));
}

void Connection::parse_failed(error_code error) {
    using Wrong = beast::http::error;
    if (error == Wrong::header_limit || error == Wrong::buffer_overflow)
        return refuse({431, "http.long_header", {{"most", in_bytes(options_.header_bytes_max)}}});
    if (error == Wrong::body_limit)
        return refuse({413, "http.too_large", {{"most", in_bytes(allowance_.bytes)}}});
    if (error == Wrong::bad_version)
        return refuse({505, "http.bad_protocol"});
    refuse({400, "http.malformed"});
}

void Connection::write(Reply reply) {
    let_go_of_body();
    keeps_ = keeps_ && !shared_.draining;
    try {
        writer_.begin(std::move(reply), keeps_, head_only_, old_);
    } catch (const std::exception&) {
        keeps_ = false;
        writer_.begin(shared_.service.refuse(500, "http.not_found", {}, Language::zh), false, head_only_, old_);
    }
    parser_.reset();
    request_.reset();
    enter(Phase::writing, options_.body_time + time_for(writer_.size()));
    write_on();
}

void Connection::write_on() {
    const auto head = writer_.head();
    const auto piece = writer_.piece();
    const std::array<asio::const_buffer, 2> buffers{asio::buffer(head), asio::buffer(piece)};
    socket_.async_write_some(buffers, [self = shared_from_this()](error_code error, std::size_t sent) {
        if (self->ended(error))
            return;
        if (!self->writer_.sent(sent))
            return self->close();
        if (self->writer_.done())
            return self->written();
        self->write_on();
    });
}

void Connection::written() {
    writer_.clear();
    if (keeps_)
        return wait_for_request();
    error_code ignored;
    socket_.shutdown(tcp::socket::shutdown_send, ignored);
    enter(Phase::goodbye, whole_ ? goodbye_time : goodbye_time_cut_off);
    say_goodbye();
}

// What the caller still sends is read and dropped, or the reply would be lost to it when the socket closes on unread
// bytes.
void Connection::say_goodbye() {
    buffer_.clear();
    read(body_read, &Connection::say_goodbye);
}

void serve(Shared& shared, Loop& loop, tcp::socket socket) {
    auto connection = std::make_shared<Connection>(shared, loop, std::move(socket));
    loop.connections.emplace(connection.get(), connection);
    connection->start();
}

void sweep(Loop& loop, Clock::time_point now) {
    // Closing takes a connection off the list, so the list is gone through as it was.
    std::vector<std::shared_ptr<Connection>> ending;
    const bool draining = loop.draining;
    for (const auto& [pointer, weak] : loop.connections)
        if (auto connection = weak.lock();
            connection && (connection->is_late(now) || (draining && connection->is_idle())))
            ending.push_back(std::move(connection));
    for (const auto& connection : ending)
        draining && connection->is_idle() ? connection->close() : connection->late();
}

void close_all(Loop& loop) {
    std::vector<std::shared_ptr<Connection>> all;
    for (const auto& [pointer, weak] : loop.connections)
        if (auto connection = weak.lock())
            all.push_back(std::move(connection));
    for (const auto& connection : all)
        connection->close();
}

} // namespace liandong::http
