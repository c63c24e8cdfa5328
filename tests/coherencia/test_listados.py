"""Ningún listado pregunta más a la base porque haya más filas: todos los de la matriz, con 10 y con 60."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from comun.models import Borrado
from territorios.carga import cargar
from tests.bench import datos_listas
from tests.coherencia.matriz import MATRIZ
from tests.fabricas.actores import UsuarioFactory

LISTADOS = sorted(n for n in MATRIZ if n.endswith("_lista") and n != "salud_lista" and not MATRIZ[n].objeto)

ENTREGAS = {"entregas_lista": "/informes/entregas/?anio=2020"}  # el año de los informes inventados


def llenar(filas):
    datos_listas.crear(filas)
    for _ in range(filas):
        UsuarioFactory(direcciones=[])
    Borrado.objects.bulk_create(
        Borrado(modelo="mesas.eje", nombre=f"Eje {n}", borrado_at=timezone.now()) for n in range(filas)
    )


def cuantas(respuesta):
    """Las filas que el listado dice tener."""
    tabla = respuesta.context.get("tabla")
    return tabla.total if tabla else len(respuesta.context["filas"])


def test_cada_listado_hace_las_mismas_consultas_con_10_filas_que_con_60(elenco, entrar, consultas_de):
    cargar()
    cliente = entrar(elenco.administradora)
    direcciones = {nombre: reverse(nombre) for nombre in LISTADOS} | ENTREGAS
    consultas = {}
    for filas in (10, 10, 60):  # la primera vez la conexión averigua si entiende JSON
        with transaction.atomic():
            llenar(filas)
            consultas[filas] = {nombre: consultas_de(cliente, url) for nombre, url in direcciones.items()}
            llenos = {nombre for nombre, url in direcciones.items() if filas == 60 and cuantas(cliente.get(url)) >= 10}
            transaction.set_rollback(True)

    assert llenos == set(LISTADOS)
    assert consultas[60] == consultas[10]
