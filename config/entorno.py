"""Lee la configuración del entorno y falla con una frase clara ante un valor malo."""

import os
import re

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

SI = {"1", "si", "sí", "true", "on"}
NO = {"0", "no", "false", "off", ""}


def texto(nombre, por_defecto=""):
    return os.environ.get(nombre, por_defecto).strip()


def booleano(nombre, por_defecto=False):
    valor = os.environ.get(nombre)
    if valor is None:
        return por_defecto
    if valor.strip().lower() in SI:
        return True
    if valor.strip().lower() in NO:
        return False
    raise ImproperlyConfigured(f"{nombre} debe ser 1 o 0; tiene «{valor}».")


def entero(nombre, por_defecto, minimo=0):
    valor = texto(nombre, str(por_defecto))
    if not valor.isdecimal() or int(valor) < minimo:
        raise ImproperlyConfigured(f"{nombre} debe ser un número entero desde {minimo}; tiene «{valor}».")
    return int(valor)


def lista(nombre, por_defecto=()):
    return [parte.strip() for parte in texto(nombre).split(",") if parte.strip()] or list(por_defecto)


def url(nombre, por_defecto):
    """El origen del sitio, sin ruta: https://mesas.ejemplo.cl."""
    valor = texto(nombre, por_defecto).rstrip("/")
    if not re.fullmatch(r"https?://[^/\s?#@]+", valor):
        raise ImproperlyConfigured(f"{nombre} debe empezar con http:// o https:// y no llevar ruta; tiene «{valor}».")
    return valor


def base_de_datos(nombre, por_defecto):
    """Los datos de conexión de una dirección sqlite:// o postgres://, sin repetir en el error la clave que lleve."""
    direccion = texto(nombre) or por_defecto
    if not direccion.startswith(("sqlite://", "postgres://", "postgresql://")):
        raise ImproperlyConfigured(f"{nombre} debe empezar con sqlite:// o postgres://.")
    try:
        return dj_database_url.parse(direccion)
    except ValueError:
        raise ImproperlyConfigured(
            f"{nombre} no se entiende: usa postgres://usuario:clave@servidor:5432/base."
        ) from None
