"""Subir un libro, mirarlo y aplicarlo: lo que se escribe es exactamente lo que se vio."""

from django.db import transaction

from comun.formatos import formato
from comun.models import LibroSubido
from comun.planillas.aplicacion import aplicar, ensayar
from comun.planillas.errores import LibroInvalido
from comun.planillas.filas import Accion, PlanillaConRechazos
from comun.planillas.lectura import leer_libro
from comun.planillas.previsualizacion import previsualizar
from comun.planillas.vista import vista_de

MAX_POR_ESCRIBIR = 3_000


class YaNoEsLoMismo(Exception):
    """Entre que se miró y que se aplicó algo cambió, o apareció un rechazo: hay que volver a mirar."""


def subir(contenido, *, tipo, nombre, por, ahora):
    """Mira el libro (bytes) y lo deja guardado para aplicarlo. Levanta ErrorDePlanilla con una frase."""
    libro = leer_libro(contenido)
    if libro.nombre_del_tipo not in ("", tipo.nombre):
        raise LibroInvalido(f"Este libro es de la planilla «{libro.nombre_del_tipo}» y aquí se sube «{tipo.nombre}».")
    resultado = previsualizar(tipo, libro, por, con_ensayo=False)
    _exigir_que_quepa(resultado)
    ensayar(resultado)
    vista, huella = vista_de(resultado)
    return LibroSubido.guardar(
        contenido, por=por, ahora=ahora, tipo=tipo.nombre, nombre=nombre[:200], vista=vista, huella=huella
    )


def _exigir_que_quepa(resultado):
    """Una página contesta en segundos: lo que tardaría minutos se divide."""
    cuantas = sum(fila.accion not in (Accion.SIN_CAMBIOS, Accion.RECHAZADA) for fila in resultado.todas())
    if cuantas > MAX_POR_ESCRIBIR:
        raise LibroInvalido(
            f"El libro cambiaría {formato(cuantas)} filas y se aplican a lo más {formato(MAX_POR_ESCRIBIR)} por vez: "
            "divídelo en varios."
        )


def aplicar_subido(subido, *, tipo, huella, por, ahora):
    """Aplica el libro subido si haría lo mismo que se vio (`huella`). Devuelve el Resultado.

    Si haría otra cosa no escribe nada, guarda lo que haría ahora y levanta YaNoEsLoMismo.
    """
    resultado = previsualizar(tipo, leer_libro(subido.contenido()), por, con_ensayo=False)
    vista, actual = vista_de(resultado)
    try:
        if huella == actual:
            with transaction.atomic():
                aplicar(resultado, por=por)
                subido.aplicar(ahora=ahora)
            return resultado
    except PlanillaConRechazos:
        vista, actual = vista_de(resultado)
    subido.vista, subido.huella = vista, actual
    subido.save(update_fields=["vista", "huella"])
    raise YaNoEsLoMismo
