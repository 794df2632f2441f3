#include "crypt/keys.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <sstream>
#include <stdexcept>

#include "crypt/secret.hpp"
#include "crypt/text.hpp"

namespace liandong::crypt {
namespace {

constexpr std::array purposes{Purpose::field, Purpose::digest, Purpose::token, Purpose::journal};
constexpr std::string_view head = "liandong-keys 1";
constexpr std::size_t size_most = 64 * 1024;

std::string_view name_of(Purpose purpose) {
    constexpr std::array<std::string_view, 4> names{"field", "digest", "token", "journal"};
    return names[static_cast<std::size_t>(purpose)];
}

[[noreturn]] void refuse(const std::filesystem::path& path, const std::string& why) {
    throw std::runtime_error("the key file " + path.string() + " " + why);
}

/// Closes with its scope.
struct File {
    int number;
    ~File() {
        if (number >= 0)
            ::close(number);
    }
};

std::string content_of(const std::filesystem::path& path) {
    const File file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    struct stat status {};
    if (file.number < 0 || ::fstat(file.number, &status) != 0)
        refuse(path, "cannot be read");
    if (!S_ISREG(status.st_mode))
        refuse(path, "is no file");
    if ((status.st_mode & 077) != 0)
        refuse(path, "is open to others: chmod 600");
    std::string text(size_most, '\0');
    const auto size = ::read(file.number, text.data(), text.size());
    if (size < 0 || static_cast<std::size_t>(size) == size_most)
        refuse(path, "is not a key file");
    text.resize(static_cast<std::size_t>(size));
    return text;
}

/// "field 1 0123…": a purpose, a number, 64 hexadecimal digits.
std::pair<Purpose, NumberedKey> parse(const std::filesystem::path& path, const std::string& line) {
    std::istringstream words(line);
    std::string purpose_name, digits, extra;
    int number = 0;
    words >> purpose_name >> number >> digits;
    const auto purpose =
        std::find_if(purposes.begin(), purposes.end(), [&](Purpose p) { return name_of(p) == purpose_name; });
    const auto bytes = from_hex(digits);
    if (!words || words >> extra || purpose == purposes.end() || number < 1 || number > 255 || !bytes ||
        bytes->size() != 32)
        refuse(path, "is damaged"); // the line itself would put a key into the log
    NumberedKey key{static_cast<std::uint8_t>(number), {}};
    std::copy(bytes->begin(), bytes->end(), key.key.begin());
    return {*purpose, key};
}

void write_all(int file, const std::string& text, const std::filesystem::path& path) {
    if (::write(file, text.data(), text.size()) != static_cast<ssize_t>(text.size()) || ::fsync(file) != 0)
        refuse(path, "cannot be written");
}

} // namespace

Keys Keys::read(const std::filesystem::path& path) {
    std::istringstream lines(content_of(path));
    std::string line;
    if (!std::getline(lines, line) || line != head)
        refuse(path, "is not a key file");
    Keys keys;
    while (std::getline(lines, line)) {
        if (line.empty() || line[0] == '#')
            continue;
        const auto [purpose, key] = parse(path, line);
        if (keys.find(purpose, key.number))
            refuse(path, "names a key twice");
        keys.keys_[purpose].push_back(key);
    }
    for (const auto purpose : purposes)
        if (keys.keys_[purpose].empty())
            refuse(path, "has no key for " + std::string(name_of(purpose)));
    return keys;
}

Keys Keys::fresh() {
    Keys keys;
    for (const auto purpose : purposes)
        keys.renew(purpose);
    return keys;
}

const NumberedKey& Keys::current(Purpose purpose) const { return keys_.at(purpose).back(); }

const Key* Keys::find(Purpose purpose, std::uint8_t number) const {
    const auto known = keys_.find(purpose);
    if (known == keys_.end())
        return nullptr;
    for (const auto& one : known->second)
        if (one.number == number)
            return &one.key;
    return nullptr;
}

const std::vector<NumberedKey>& Keys::all(Purpose purpose) const { return keys_.at(purpose); }

void Keys::renew(Purpose purpose) {
    auto& keys = keys_[purpose];
    const int number = keys.empty() ? 1 : keys.back().number + 1;
    if (number > 255)
        throw std::length_error("there are 255 keys of that purpose already");
    const Bytes chance = random_bytes(32);
    NumberedKey key{static_cast<std::uint8_t>(number), {}};
    std::copy(chance.begin(), chance.end(), key.key.begin());
    keys.push_back(key);
}

void Keys::save(const std::filesystem::path& path) const {
    std::string text =
        std::string(head) +
        "\n# Whoever has this file can read what is sealed; whoever loses it, nobody can. Keep a copy apart.\n";
    for (const auto purpose : purposes)
        for (const auto& one : keys_.at(purpose))
            text += std::string(name_of(purpose)) + " " + std::to_string(one.number) + " " + to_hex(one.key) + "\n";
    const File file{::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)};
    if (file.number < 0)
        refuse(path, std::filesystem::exists(path) ? "exists: keys are never overwritten" : "cannot be written");
    write_all(file.number, text, path);
    const auto folder_path = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    const File folder{::open(folder_path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    ::fsync(folder.number);
}

void make_keys(const std::filesystem::path& path) { Keys::fresh().save(path); }

} // namespace liandong::crypt
