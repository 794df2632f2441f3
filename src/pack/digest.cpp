// Which pack this is: a digest over all its files. Two servers with the same digest run the same policy.
#include <algorithm>
#include <fstream>
#include <memory>
#include <sstream>

#include <fmt/format.h>
#include <openssl/evp.h>

#include "pack/files.hpp"
#include "pack/load.hpp"

namespace liandong::pack {

namespace {

struct Sha256 {
    std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> context{EVP_MD_CTX_new(), EVP_MD_CTX_free};

    Sha256() {
        if (!context || EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr) != 1)
            throw std::runtime_error("SHA-256 is not available");
    }
    void add(const std::string& bytes) { EVP_DigestUpdate(context.get(), bytes.data(), bytes.size()); }
    /// With its length before it, so that no two different lists of texts give the same bytes.
    void add_whole(const std::string& bytes) { add(fmt::format("{}:", bytes.size())), add(bytes); }

    std::string hex() {
        unsigned char bytes[EVP_MAX_MD_SIZE];
        unsigned int size = 0;
        EVP_DigestFinal_ex(context.get(), bytes, &size);
        std::string text;
        for (unsigned int i = 0; i < size; ++i)
            text += fmt::format("{:02x}", bytes[i]);
        return text;
    }
};

} // namespace

std::vector<File> files_of(const std::filesystem::path& folder) {
    std::vector<File> files;
    if (!std::filesystem::is_directory(folder))
        return files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        const auto name = entry.path().lexically_relative(folder).generic_string();
        if (entry.is_regular_file() && name.find("/.") == std::string::npos && name.front() != '.')
            files.push_back({name, entry.path()});
    }
    std::sort(files.begin(), files.end(), [](const File& a, const File& b) { return a.name < b.name; });
    return files;
}

std::string contents_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

std::string digest(const std::filesystem::path& folder) {
    if (!std::filesystem::is_directory(folder))
        throw Mistakes({{{folder.string(), 0, 0}, {"没有这个文件夹。", "there is no such folder."}}});
    Sha256 sha;
    for (const auto& file : files_of(folder)) {
        sha.add_whole(file.name);
        sha.add_whole(contents_of(file.path));
    }
    return sha.hex();
}

} // namespace liandong::pack
