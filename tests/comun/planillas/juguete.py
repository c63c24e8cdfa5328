"""Tipos de planilla de juguete, sobre modelos reales, y la ida y vuelta por un libro."""

import io

from openpyxl import Workbook, load_workbook

from comun.models import CifraDeclarada
from comun.planillas import (
    Codigo,
    Entero,
    Fecha,
    FilaInvalida,
    Hoja,
    Informativa,
    Numero,
    Opcion,
    Referencia,
    SiNo,
    Texto,
    TextoLargo,
    TipoDePlanilla,
    exportar,
    leer_libro,
    previsualizar,
)
from territorios.models import CodigoHistorico, Comuna, DireccionRegional, Provincia, Region, Territorio


def exigir_un_monto_razonable(fila):
    if fila.valores["linea"] == 13:
        raise FilaInvalida("la línea 13 no se usa", "Línea")


# Muchos objetos, código asignado por el sistema, un campo de cada tipo.
CIFRAS = TipoDePlanilla(
    nombre="cifras_de_juguete",
    titulo="Cifras declaradas",
    hojas=[
        Hoja(
            "Cifras",
            CifraDeclarada,
            clave=("codigo",),
            orden=("codigo",),
            validar=exigir_un_monto_razonable,
            columnas=[
                Codigo("Código", "codigo"),
                Texto("Qué mide", "mide"),
                Texto("Ámbito", "ambito"),
                Entero("Año", "anio"),
                Numero("Valor", "valor"),
                Numero("Otro valor", "valor_alternativo"),
                SiNo("Es un mínimo", "es_minimo"),
                Opcion("Unidad", "unidad"),
                Texto("Moneda", "moneda"),
                Texto("Documento", "documento"),
                Entero("Línea", "linea"),
                TextoLargo("Nota", "nota"),
                Informativa("En palabras", obtener=str),
            ],
        )
    ],
)

# Padres e hijos por clave natural, varias referencias en una celda, referencias a la misma hoja.
DIVISION = TipoDePlanilla(
    nombre="division_de_juguete",
    titulo="Territorios y sus provincias y comunas",
    hojas=[
        Hoja(
            "Provincias",
            Provincia,
            clave=("codigo",),
            orden=("codigo",),
            columnas=[
                Texto("Código", "codigo"),
                Texto("Nombre", "nombre"),
                Referencia("Región", "region", consulta=lambda usuario: Region.objects.all(), por=("codigo", "nombre")),
            ],
        ),
        Hoja(
            "Comunas",
            Comuna,
            clave=("provincia", "nombre"),
            orden=("codigo",),
            columnas=[
                Referencia("Provincia", "provincia", hoja="Provincias"),
                Texto("Nombre", "nombre"),
                Texto("Código", "codigo"),
                Entero("Población", "poblacion"),
            ],
        ),
        Hoja(
            "Territorios",
            Territorio,
            clave=("codigo",),
            orden=("codigo",),
            columnas=[
                Codigo("Código", "codigo"),
                Texto("Nombre", "nombre"),
                Opcion("Tipo", "tipo"),
                Referencia("Dentro de", "padre", hoja="Territorios"),
                Referencia("Provincias", "provincias", hoja="Provincias", multiple=True),
                Fecha("Desde", "vigente_desde"),
                Fecha("Hasta", "vigente_hasta"),
            ],
        ),
    ],
)

# El libro de un solo objeto: todo cuelga de la región de la primera hoja.
REGION = TipoDePlanilla(
    nombre="region_de_juguete",
    titulo="Una región",
    de_un_objeto=True,
    hojas=[
        Hoja(
            "Región",
            Region,
            clave=("codigo",),
            admite_eliminar=False,
            columnas=[
                Texto("Código", "codigo"),
                Texto("Nombre", "nombre"),
                Texto("Corto", "nombre_corto"),
                Texto("Completo", "nombre_completo"),
                Texto("Abreviatura", "abreviatura"),
                Entero("Orden", "orden"),
            ],
        ),
        Hoja(
            "Provincias",
            Provincia,
            clave=("nombre",),
            raiz="region",
            orden=("codigo",),
            columnas=[Texto("Nombre", "nombre"), Texto("Código", "codigo")],
        ),
        Hoja(
            "Comunas",
            Comuna,
            clave=("provincia", "nombre"),
            raiz="provincia__region",
            orden=("codigo",),
            columnas=[
                Referencia("Provincia", "provincia", hoja="Provincias"),
                Texto("Nombre", "nombre"),
                Texto("Código", "codigo"),
            ],
        ),
    ],
)


# Lo que se nombra por una clave doble: entera («051 / Quilpué»), o ayudada por otra columna.
LOCALIDADES = TipoDePlanilla(
    nombre="localidades_de_juguete",
    titulo="Códigos históricos y territorios de comunas nombradas por provincia",
    hojas=[
        *DIVISION.hojas[:2],
        Hoja(
            "Códigos",
            CodigoHistorico,
            clave=("codigo",),
            orden=("codigo",),
            columnas=[
                Texto("Código", "codigo"),
                Referencia("Provincia", "comuna.provincia", hoja="Provincias", auxiliar=True),
                Referencia("Comuna", "comuna", hoja="Comunas", con=("comuna.provincia",)),
                Fecha("Hasta", "vigente_hasta"),
            ],
        ),
        Hoja(
            "Territorios",
            Territorio,
            clave=("codigo",),
            orden=("codigo",),
            columnas=[
                Codigo("Código", "codigo"),
                Texto("Nombre", "nombre"),
                Opcion("Tipo", "tipo"),
                Referencia("Comunas", "comunas", hoja="Comunas", multiple=True),
            ],
        ),
    ],
)

# Varias referencias a una tabla que el libro no toca y a la misma hoja.
DIRECCIONES = TipoDePlanilla(
    nombre="direcciones_de_juguete",
    titulo="Direcciones regionales",
    hojas=[
        Hoja(
            "Direcciones",
            DireccionRegional,
            clave=("codigo",),
            orden=("codigo",),
            columnas=[
                Codigo("Código", "codigo", asignado=False),
                Texto("Orden corta", "slug"),
                Texto("Nombre", "nombre"),
                Entero("Orden", "orden"),
                Referencia(
                    "Regiones",
                    "regiones",
                    consulta=lambda usuario: Region.objects.all(),
                    por=("codigo", "nombre"),
                    multiple=True,
                ),
                Referencia("Sucesoras", "sucesoras", hoja="Direcciones", multiple=True),
            ],
        )
    ],
)


def libro_de(hojas, tipo=""):
    """Los bytes de un libro: {nombre de hoja: [filas]}; con `tipo`, la Guía que lo declara."""
    libro = Workbook()
    libro.remove(libro.active)
    for nombre, filas in hojas.items():
        pagina = libro.create_sheet(nombre)
        for fila in filas:
            pagina.append(fila)
    if tipo:
        libro.create_sheet("Guía").append(["Tipo de planilla", tipo])
    return guardado(libro)


def guardado(libro):
    salida = io.BytesIO()
    libro.save(salida)
    return salida.getvalue()


def editado(contenido, cambios):
    """El libro con celdas cambiadas, como las guardaría una persona: {(hoja, celda): valor}."""
    libro = load_workbook(io.BytesIO(contenido))
    for (hoja, celda), valor in cambios.items():
        libro[hoja][celda] = valor
    return guardado(libro)


def previa(tipo, contenido, usuario=None, **opciones):
    return previsualizar(tipo, leer_libro(contenido), usuario, **opciones)


def exportado(tipo, **opciones):
    return exportar(tipo, **opciones)


def motivos(resultado):
    return [str(rechazo) for rechazo in resultado.rechazos]
