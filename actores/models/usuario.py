from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models, transaction
from django.db.models.functions import Lower
from django.urls import reverse

from comun.models import Historial


class Rol(models.TextChoices):
    EDITOR_REGIONAL = "editor_regional", "editor regional"
    LECTOR_REGIONAL = "lector_regional", "lector regional"
    NACIONAL = "nacional", "unidad nacional"
    OBSERVADOR = "observador", "observador"
    ADMINISTRADOR = "administrador", "administrador"


# Una jornada: quien vuelve a entrar dentro de ella sigue en la misma visita.
DURACION_DE_VISITA = timedelta(hours=8)


class HistorialDeUsuario(Historial):
    """Historial que no anota cada ingreso: guardar sólo `last_login` no es un cambio del usuario."""

    def post_save(self, instance, created, using=None, **kwargs):
        if kwargs.get("update_fields") != frozenset({"last_login"}):
            super().post_save(instance, created, using=using, **kwargs)


class CambioNoPermitido(Exception):
    """Un cambio que dejaría a una persona, o al sistema, sin quien lo administre o sin nada que ver."""


class UsuarioQuerySet(models.QuerySet):
    def activos(self):
        return self.filter(is_active=True)

    def inactivos(self):
        return self.filter(is_active=False)

    def sin_ingresar(self):
        """Los activos que nunca han entrado."""
        return self.activos().filter(last_login=None)

    def con_segundo_factor(self):
        """Anota si lo tiene: `tiene_segundo_factor`."""
        suyo = Authenticator.objects.filter(user=models.OuterRef("pk"), type=Authenticator.Type.TOTP)
        return self.annotate(tiene_segundo_factor=models.Exists(suyo))

    def sin_segundo_factor(self):
        """Los activos a quienes basta la contraseña para entrar."""
        return self.activos().con_segundo_factor().filter(tiene_segundo_factor=False)

    def visibles_para(self, usuario):
        """Las cuentas las recorre sólo quien administra."""
        return self if usuario.es_administrador else self.none()


class UsuarioManager(UserManager.from_queryset(UsuarioQuerySet)):
    """Crea usuarios; `create_superuser` da el rol de administrador."""

    def create_superuser(self, username, email=None, password=None, **campos):
        return super().create_superuser(username, email, password, **{"rol": Rol.ADMINISTRADOR, **campos})


class Usuario(AbstractUser):
    """Quien entra con clave: personal regional, unidad nacional, administración u observadores."""

    rol = models.CharField("rol", max_length=20, choices=Rol, default=Rol.OBSERVADOR)
    direcciones = models.ManyToManyField(
        "territorios.DireccionRegional", blank=True, related_name="usuarios", verbose_name="direcciones regionales"
    )

    # Sube cada vez que hay que cerrar las sesiones abiertas: va en el sello de cada una.
    generacion_de_sesion = models.PositiveIntegerField("generación de sus sesiones", default=0, editable=False)

    # Cuándo empezaron la visita en curso y la de antes; se anotan al ingresar, nunca al mirar una página.
    visita_desde = models.DateTimeField("en visita desde", null=True, editable=False)
    visita_anterior = models.DateTimeField("visita anterior", null=True, editable=False)

    objects = UsuarioManager()
    history = HistorialDeUsuario(
        m2m_fields=[direcciones],
        excluded_fields=["password", "last_login", "generacion_de_sesion", "visita_desde", "visita_anterior"],
    )

    class Meta:
        verbose_name = "usuario"
        verbose_name_plural = "usuarios"
        constraints = [
            models.CheckConstraint(
                name="actores_usuario_rol_valido",
                condition=models.Q(rol__in=Rol.values),
                violation_error_message="El rol no es uno de los conocidos.",
            ),
            models.UniqueConstraint(
                Lower("email"),
                condition=~models.Q(email=""),
                name="actores_usuario_correo_unico",
                violation_error_message="Otro usuario ya entra con ese correo.",
            ),
        ]

    def __str__(self):
        return self.get_full_name() or self.username

    def get_absolute_url(self):
        return reverse("usuario_detalle", args=[self.username])

    def has_perm(self, perm, obj=None):
        """Los permisos de Django sólo rigen en el admin, y allí siguen al rol: administrador, todo; el resto, nada."""
        return self.is_active and self.es_administrador

    def has_module_perms(self, app_label):
        return self.has_perm(app_label)

    @property
    def es_regional(self):
        return self.rol in {Rol.EDITOR_REGIONAL, Rol.LECTOR_REGIONAL}

    @property
    def es_editor_regional(self):
        return self.rol == Rol.EDITOR_REGIONAL

    @property
    def es_nacional(self):
        return self.rol == Rol.NACIONAL

    @property
    def es_observador(self):
        return self.rol == Rol.OBSERVADOR

    @property
    def es_administrador(self):
        return self.rol == Rol.ADMINISTRADOR

    @property
    def ve_todo(self):
        """La unidad nacional y los administradores leen todo el país."""
        return self.rol in {Rol.NACIONAL, Rol.ADMINISTRADOR}

    # --- sesiones: valen mientras no cambien la contraseña, el rol ni lo que la persona alcanza ---

    def get_session_auth_hash(self):
        return self._sellar(super().get_session_auth_hash())

    def get_session_auth_fallback_hash(self):
        return (self._sellar(resumen) for resumen in super().get_session_auth_fallback_hash())

    def _sellar(self, resumen):
        return f"{resumen}:{self.rol}:{self.generacion_de_sesion}"

    # --- verbos ---

    def anotar_visita(self, *, al):
        """Ingresó en `al`: empieza otra visita si pasó una jornada desde que empezó la anterior. No deja historial."""
        if self.visita_desde and al - self.visita_desde < DURACION_DE_VISITA:
            return
        self.visita_anterior, self.visita_desde = self.visita_desde, al
        visitas = {"visita_desde": self.visita_desde, "visita_anterior": self.visita_anterior}
        type(self).objects.filter(pk=self.pk).update(**visitas)

    def cerrar_sesiones(self, *, por, motivo=""):
        """Quien las tenga abiertas deberá volver a entrar."""
        self._registrar(por=por, motivo=motivo or "Se cerraron sus sesiones")

    def desactivar(self, *, por, motivo):
        """Deja de entrar desde ya; lo que escribió sigue a su nombre."""
        self._exigir_otra_persona(por, "No puedes desactivar tu propia cuenta: pídelo a otra persona.")
        self.is_active = False
        self._registrar(por=por, motivo=motivo)

    def activar(self, *, por, motivo=""):
        """Vuelve a entrar, con su misma clave y su mismo historial."""
        self.is_active = True
        self._registrar(por=por, motivo=motivo)

    def cambiar_rol(self, *, rol, por, motivo=""):
        """Cambia lo que puede hacer, en las direcciones que ya tiene."""
        self.trasladar(a=list(self.direcciones.all()), rol=rol, por=por, motivo=motivo)

    def trasladar(self, *, a, por, rol=None, motivo=""):
        """Pasa a trabajar en otras direcciones regionales. La autoría de lo que escribió no cambia.

        Las mesas que tenía a cargo siguen a su nombre hasta que se entreguen (`mesas_a_cargo`).
        """
        self._exigir_otra_persona(por, "No puedes cambiar tu propio rol ni tu dirección: pídelo a otra persona.")
        self.rol = rol or self.rol
        if self.es_regional and not a:
            raise CambioNoPermitido("Un rol regional necesita al menos una dirección regional.")
        self._history_user, self._change_reason = por, motivo
        with transaction.atomic():
            self.direcciones.set(a)
            self._registrar(por=por, motivo=motivo)

    def quitar_segundo_factor(self, *, por, motivo):
        """Perdió el teléfono y los códigos: vuelve a entrar sólo con la contraseña, y puede activarlo de nuevo."""
        with transaction.atomic():
            Authenticator.objects.filter(user=self).delete()
            self._registrar(por=por, motivo=motivo)

    def _exigir_otra_persona(self, por, frase):
        if por is not None and por.pk == self.pk:
            raise CambioNoPermitido(frase)

    def _registrar(self, *, por, motivo):
        self.generacion_de_sesion += 1
        self._history_user = por
        self._change_reason = motivo
        self.save()
