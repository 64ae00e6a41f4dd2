# Keeps one private PostgreSQL for as long as its standard input stays open:
#   sh postgres.sh PROGRAMS PARENT SETTINGS
# Prints the socket's folder when the server answers. However the chore that started this ends
# (well, by Ctrl-C, killed), its end of the pipe closes and the server and its folder go away.
# It is a shell script because it may run as another user, who may not be able to read the
# folder that the chore's own program lies in.
set -eu
umask 077
programs=$1
settings=$3
folder=$(mktemp -d "$2/danh-pg.XXXXXX")
trap '"$programs/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1 || true
      rm -rf "$folder"' EXIT
trap '' INT HUP
trap 'exit 143' TERM

"$programs/initdb" -D "$folder/data" -U danh -A trust -E UTF8 --locale=C --no-instructions \
    >"$folder/log" 2>&1 || { cat "$folder/log" >&2; exit 1; }
{
    echo "listen_addresses = ''"
    echo "unix_socket_directories = '$folder'"
    echo "unix_socket_permissions = 0700"
    echo "$settings"
} >>"$folder/data/postgresql.conf"
"$programs/pg_ctl" -D "$folder/data" -l "$folder/log" -w start >/dev/null \
    || { cat "$folder/log" >&2; exit 1; }

echo "$folder"
read -r _ || true
