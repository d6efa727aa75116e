# shellcheck shell=sh
# Prints one file. Data: its path, each byte as \0ooo; the most bytes it may have.
# Exit status: 0 printed, 3 too long, else as cat.
# shellcheck disable=SC2317,SC2329
main() {
	IFS= read -r encoded
	IFS= read -r limit
	path=$(printf '%b.' "$encoded")
	path=${path%.}
	if [ ! -e "$path" ]; then
		printf 'no such file\n' >&2
		return 1
	fi
	if [ ! -f "$path" ]; then
		printf 'not a plain file\n' >&2
		return 1
	fi
	size=$(wc -c <"$path") || return 1
	[ "$size" -le "$limit" ] || return 3
	cat <"$path"
}
