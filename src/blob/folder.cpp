#include "blob/folder.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <stdexcept>

#include "base/fault.hpp"
#include "base/id.hpp"

namespace liandong::blob {
namespace {

namespace fs = std::filesystem;

/// A disk that takes no more is told to the caller; anything else is for the log.
[[noreturn]] void refuse(const char* what) {
    const int why = errno;
    if (why == ENOSPC || why == EDQUOT || why == EFBIG)
        throw base::Fault(base::Refusal::disk_full, "disk.full");
    throw std::runtime_error(std::string("the folder of attachments: ") + what + ": " + std::strerror(why));
}

void sync_folder(const fs::path& folder) {
    const int handle = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle < 0)
        refuse("cannot be opened");
    const int code = ::fsync(handle);
    ::close(handle);
    if (code != 0)
        refuse("cannot be synced");
}

void make_folder(const fs::path& folder) {
    if (::mkdir(folder.c_str(), 0700) == 0)
        return sync_folder(folder.has_parent_path() ? folder.parent_path() : fs::path("."));
    if (errno != EEXIST)
        refuse("cannot be made");
}

} // namespace

void Folder::make() const {
    for (const auto& folder : {root_, root_ / "contents", root_ / "parts", root_ / "making"})
        make_folder(folder);
}

std::vector<fs::path> Folder::parts() const {
    std::vector<fs::path> all;
    std::error_code none;
    for (const auto& file : fs::directory_iterator(root_ / "parts", none))
        all.push_back(file.path());
    return all;
}

void Folder::drop_unfinished(std::chrono::hours older) const {
    std::error_code none;
    for (const auto& file : fs::directory_iterator(root_ / "making", none))
        if (fs::last_write_time(file.path(), none) < fs::file_time_type::clock::now() - older)
            fs::remove(file.path(), none);
}

NewFile::NewFile(const Folder& folder, fs::path where)
    : where_(std::move(where)), made_(folder.root_ / "making" / base::to_text(base::new_uuid())) {
    folder.make();
    file_ = ::open(made_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file_ < 0)
        refuse("a file cannot be made");
}

NewFile::~NewFile() {
    if (file_ >= 0)
        ::close(file_);
    if (!made_.empty())
        ::unlink(made_.c_str());
}

void NewFile::write(std::span<const std::uint8_t> bytes) {
    while (!bytes.empty()) {
        const auto size = ::write(file_, bytes.data(), bytes.size());
        if (size < 0 && errno == EINTR)
            continue;
        if (size < 0)
            refuse("a file cannot be written");
        bytes = bytes.subspan(static_cast<std::size_t>(size));
    }
}

void NewFile::put() {
    if (::fsync(file_) != 0)
        refuse("a file cannot be synced");
    ::close(file_);
    file_ = -1;
    if (::rename(made_.c_str(), where_.c_str()) != 0)
        refuse("a file cannot be given its name");
    made_.clear();
    sync_folder(where_.parent_path());
}

} // namespace liandong::blob
