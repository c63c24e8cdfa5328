from comun.correo import vaciar
from comun.ordenes import Orden


class Command(Orden):
    help = "Envía los correos que esperan en la bandeja de salida; se corre cada minuto (cron o un temporizador)."

    def handle(self, **opciones):
        hecho = vaciar()
        if hecho.enviados or hecho.fallidos:
            self.stdout.write(f"Correos enviados: {hecho.enviados}; sin enviar: {hecho.fallidos}.")
        if hecho.servidor_caido:
            self.stderr.write("El servidor de correo no atiende; lo que falta se intentará más tarde.")
        if hecho.fallidos:
            raise SystemExit(1)
