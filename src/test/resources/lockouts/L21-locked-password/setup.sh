# shellcheck shell=sh
usermod -L bulwarden
