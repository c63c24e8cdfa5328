"""Comprueba que la base de DATABASE_URL responde y es PostgreSQL; si no, lo dice y sale con 2."""

import os
import sys

import dj_database_url
import psycopg2


def main():
    datos = dj_database_url.parse(os.environ["DATABASE_URL"])
    if not datos["ENGINE"].endswith("postgresql"):
        sys.stderr.write("DATABASE_URL no apunta a PostgreSQL.\n")
        return 2
    try:
        psycopg2.connect(
            dbname=datos["NAME"],
            user=datos["USER"],
            password=datos["PASSWORD"],
            host=datos["HOST"],
            port=datos["PORT"] or 5432,
            connect_timeout=5,
        ).close()
    except psycopg2.OperationalError as error:
        sys.stderr.write(f"No se pudo conectar con PostgreSQL: {str(error).strip()}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
