// What a command reads: a file, or standard input for -.
#pragma once

#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>

#include "app/commands.hpp"

namespace liandong::app {

/// Opens the file and gives what to read from. Throws Refused for a folder and for what cannot be read.
inline std::istream& input(const std::string& name, std::ifstream& file) {
    if (name == "-")
        return std::cin;
    std::error_code unknown;
    if (std::filesystem::is_directory(name, unknown))
        throw Refused(name + " is a folder: give a file / " + name + " 是文件夹，请指明文件");
    file.open(name, std::ios::binary);
    if (!file)
        throw Refused("cannot read " + name + " / 读不了 " + name);
    return file;
}

/// A check for limits: a number, zero or more.
inline const CLI::Validator zero_or_more(
    [](std::string& text) {
        double number = -1;
        const bool read = CLI::detail::lexical_cast(text, number);
        return read && number >= 0 ? std::string() : text + " is no number of 0 or more / " + text + " 不是0或以上的数";
    },
    "0 or more");

} // namespace liandong::app
