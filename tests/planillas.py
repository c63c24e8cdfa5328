"""Libros de Excel para probar los tipos de planilla, y qué pasaría al importarlos."""

import io

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell

from comun.planillas import aplicar, exportar, leer_libro, previsualizar, tipo_llamado
from comun.planillas.lectura import ETIQUETA_DEL_TIPO
from comun.planillas.tipos import GUIA


def libro_del_tipo(tipo, hojas):
    """Los bytes de un libro: {hoja: [{encabezado: valor}]}; las columnas que no se dan van vacías."""
    libro = Workbook()
    libro.active.title = GUIA
    libro.active.append([ETIQUETA_DEL_TIPO, tipo])
    for nombre, filas in hojas.items():
        encabezados = tipo_llamado(tipo).por_nombre[nombre].encabezados
        assert {e for fila in filas for e in fila} <= set(encabezados)
        pagina = libro.create_sheet(nombre)
        pagina.append(encabezados)
        for fila in filas:
            pagina.append([_celda(pagina, fila.get(encabezado)) for encabezado in encabezados])
    salida = io.BytesIO()
    libro.save(salida)
    return salida.getvalue()


def _celda(pagina, valor):
    """Un texto es texto aunque empiece con «=»."""
    if not isinstance(valor, str):
        return valor
    celda = Cell(pagina, row=1, column=1, value=valor)
    celda.data_type = "s"
    return celda


def mirar(contenido, por=None):
    """Qué pasaría al importar el libro."""
    leido = leer_libro(contenido)
    return previsualizar(leido.tipo, leido, por)


def ver(tipo, hojas, por=None):
    return mirar(libro_del_tipo(tipo, hojas), por)


def importar(tipo, hojas, por=None):
    """Aplica el libro; falla si algo se rechaza."""
    resultado = ver(tipo, hojas, por)
    assert motivos(resultado) == []
    return aplicar(resultado, por=por)


def motivos(resultado):
    return [str(rechazo) for rechazo in resultado.rechazos]


def ida_y_vuelta(tipo, por=None, **opciones):
    """Lo que cambiaría al importar lo recién exportado: debe ser nada. Devuelve las líneas del resultado."""
    resultado = mirar(exportar(tipo_llamado(tipo), usuario=por, **opciones), por)
    assert (motivos(resultado), resultado.cambios) == ([], [])
    assert not resultado.hay_que_escribir
    return list(resultado.lineas())


def columnas_vacias(tipo, por=None):
    """Las columnas que ninguna fila exportada llena: así se sabe que la ida y vuelta las prueba todas."""
    libro = load_workbook(io.BytesIO(exportar(tipo_llamado(tipo), usuario=por)))
    vacias = []
    for hoja in tipo_llamado(tipo).hojas:
        encabezados, *filas = libro[hoja.nombre].values
        for lugar, encabezado in enumerate(encabezados):
            if encabezado != "eliminar" and all(fila[lugar] in (None, "") for fila in filas):
                vacias.append(f"{hoja.nombre}: {encabezado}")
    return vacias
