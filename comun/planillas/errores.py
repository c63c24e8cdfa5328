"""Lo que puede salir mal con una planilla, siempre dicho en una frase."""


class ErrorDePlanilla(Exception):
    """No se puede seguir con el libro o el pedido entero: el texto es la frase que se muestra."""


class LibroInvalido(ErrorDePlanilla):
    """El archivo no es un libro que se pueda abrir sin peligro, o no se sabe de qué planilla es."""


class ErrorDeCelda(Exception):
    """El valor de una celda no vale: el texto dice por qué, sin nombrar la celda."""


class FilaInvalida(Exception):
    """La fila entera no cuadra; `columna` (encabezado) dice dónde, si se sabe. La levantan las hojas en `validar`."""

    def __init__(self, motivo, columna=""):
        super().__init__(motivo)
        self.columna = columna
