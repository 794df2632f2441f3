#include "blob/sealed_file.hpp"

#include <algorithm>
#include <stdexcept>

namespace liandong::blob {
namespace {

constexpr std::uint64_t sealing_bytes = 30; // what crypt::seal adds

std::string place_in(std::uint64_t piece, std::uint64_t size) {
    return "piece " + std::to_string(piece) + " of " + std::to_string(size);
}

} // namespace

SealedWriter::SealedWriter(const Folder& folder, const crypt::Keys& keys, const std::filesystem::path& where,
                           std::string name, std::uint64_t size)
    : file_(folder, where), keys_(keys), name_(std::move(name)), size_(size) {}

void SealedWriter::add(std::string_view plain) {
    added_ += plain.size();
    while (!plain.empty()) {
        const auto fits = std::min<std::size_t>(plain.size(), piece_bytes - waiting_.size());
        waiting_ += plain.substr(0, fits);
        plain.remove_prefix(fits);
        if (waiting_.size() == piece_bytes)
            seal_piece();
    }
}

void SealedWriter::seal_piece() {
    const std::string place = place_in(++pieces_, size_);
    file_.write(crypt::seal(keys_, waiting_, {"blob", name_, place}));
    waiting_.clear();
}

void SealedWriter::put() {
    if (added_ != size_)
        throw std::logic_error("a content of another size than was said");
    if (!waiting_.empty())
        seal_piece();
    file_.put();
}

SealedReader::SealedReader(const crypt::Keys& keys, const std::filesystem::path& where, std::string name,
                           std::uint64_t size)
    : keys_(keys), file_(where, std::ios::binary), name_(std::move(name)), size_(size) {
    if (!file_)
        throw crypt::CannotOpen("the content of an attachment is not in its folder");
}

std::string SealedReader::read(std::uint64_t from, std::uint64_t most) {
    if (from >= size_ || most == 0)
        return {};
    const std::uint64_t piece = from / piece_bytes + 1;
    const std::uint64_t begins = (piece - 1) * piece_bytes;
    if (piece != held_) {
        held_ = 0;
        crypt::Bytes sealed(std::min(piece_bytes, size_ - begins) + sealing_bytes);
        file_.seekg(static_cast<std::streamoff>((piece - 1) * (piece_bytes + sealing_bytes)));
        file_.read(reinterpret_cast<char*>(sealed.data()), static_cast<std::streamsize>(sealed.size()));
        if (static_cast<std::size_t>(file_.gcount()) != sealed.size())
            throw crypt::CannotOpen("the content of an attachment is shorter than it was");
        const std::string place = place_in(piece, size_);
        piece_ = crypt::open(keys_, sealed, {"blob", name_, place});
        held_ = piece;
    }
    return piece_.substr(from - begins, most);
}

} // namespace liandong::blob
