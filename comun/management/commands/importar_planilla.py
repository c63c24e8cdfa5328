from django.contrib.auth import get_user_model

from comun.ordenes import ErrorDeUso, Orden, motivo_del_sistema
from comun.planillas import ErrorDePlanilla, PlanillaConRechazos, aplicar, leer_libro, previsualizar, tipo_llamado

CON_RECHAZOS = 1


class Command(Orden):
    """Dice qué haría un libro de Excel con los datos y, con --aplicar, lo hace entero o no hace nada."""

    help = "Importa una planilla; sin --aplicar sólo muestra qué pasaría. Termina con 1 si hay filas rechazadas."

    def add_arguments(self, parser):
        parser.add_argument("archivo", help="libro .xlsx")
        parser.add_argument("--aplicar", action="store_true", help="escribe los cambios, si ninguna fila se rechaza")
        parser.add_argument("--tipo", default="", help="qué planilla es, si el libro no trae su hoja Guía")
        parser.add_argument("--usuario", default="", help="en nombre de quién se importa; por defecto, del sistema")

    def handle(self, *, archivo, tipo, usuario, **opciones):
        persona = self._persona(usuario)
        try:
            libro = leer_libro(archivo)
            resultado = previsualizar(
                tipo_llamado(tipo) if tipo else libro.tipo, libro, persona, con_ensayo=not opciones["aplicar"]
            )
            if opciones["aplicar"] and not resultado.rechazos:
                self._aplicar(resultado, persona)
        except ErrorDePlanilla as error:
            raise ErrorDeUso(str(error)) from error
        except OSError as error:
            raise ErrorDeUso(f"No se pudo leer «{archivo}»: {motivo_del_sistema(error)}.") from error
        self._informar(resultado)

    def _persona(self, nombre):
        if not nombre:
            return None
        persona = get_user_model().objects.filter(username=nombre, is_active=True).first()
        if persona is None:
            raise ErrorDeUso(f"No existe el usuario «{nombre}» o no está activo; revisa --usuario.")
        return persona

    def _aplicar(self, resultado, persona):
        try:
            aplicar(resultado, por=persona)
        except PlanillaConRechazos:
            return  # los rechazos quedaron en el resultado y se informan fila por fila

    def _informar(self, resultado):
        for linea in resultado.lineas():
            self.stdout.write(linea)
        for fila, frase in resultado.avisos:
            self.stdout.write(f"Aviso: {fila}: {frase}")
        for rechazo in resultado.rechazos:
            self.stdout.write(str(rechazo))
        if resultado.rechazos:
            self.stdout.write("No se escribió nada: corrige las filas rechazadas y vuelve a importar.")
            raise SystemExit(CON_RECHAZOS)
        self.stdout.write("Aplicado." if resultado.aplicado else "Ensayo: no se escribió nada; usa --aplicar.")
