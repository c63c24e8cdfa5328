"""El acta escaneada o la foto de la hoja firmada; lo ya subido no se vuelve a pedir si otra cosa hay que corregirla."""

from django import forms
from django.core.signing import BadSignature, Signer
from django.utils import timezone

from comun.borrado import NoSePuedeEliminar, eliminar
from comun.models.archivo import huella_de, tipo_admitido
from mesas.models import ArchivoDeMesa

FIRMA = Signer(salt="mesas.archivo_apartado")
YA_NO_ESTA = "El archivo que habías subido ya no está: elígelo de nuevo."


class FormularioDeArchivo(forms.Form):
    """Un archivo que se agrega a la sesión, y los que ya tiene y se quitan."""

    archivo = forms.FileField(
        label="Acta escaneada o foto de la hoja firmada",
        required=False,
        help_text="PDF, imagen, Word, Excel u OpenDocument, de hasta 15 MB.",
        widget=forms.FileInput({"accept": ".pdf,.jpg,.jpeg,.png,.webp,.docx,.xlsx,.odt"}),
    )
    guardado = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, files=None, *, mesa, sesion, por):
        super().__init__(data, files, prefix="archivo")
        self.mesa, self.por, self.ahora = mesa, por, timezone.now()
        self.de_la_sesion = list(sesion.archivos.order_by("subido_at", "pk")) if sesion.pk else []
        self.fields["quitar"] = forms.MultipleChoiceField(
            label="Quitar",
            required=False,
            choices=[(archivo.sha256, archivo.nombre) for archivo in self.de_la_sesion],
            widget=forms.CheckboxSelectMultiple,
        )

    @property
    def por_agregar(self):
        """El que esta persona subió en un intento anterior y espera a que se guarde la sesión."""
        apartados = ArchivoDeMesa.objects.apartados_por(self.por, ahora=self.ahora)
        return apartados.filter(mesa=self.mesa, pk=self._guardado).first() if self._guardado else None

    @property
    def _guardado(self):
        """El número del archivo que este formulario apartó; None si no apartó ninguno."""
        try:
            return FIRMA.unsign(self.data.get(self.add_prefix("guardado"), ""))
        except BadSignature:
            return None

    def clean(self):
        datos = super().clean()
        if datos.get("guardado") and not datos.get("archivo") and not self._sigue_guardado():
            self._recordar("")
            self.add_error("archivo", YA_NO_ESTA)
        return datos

    def _sigue_guardado(self):
        """Si espera todavía, o un envío anterior de lo mismo ya lo agregó."""
        ya_agregado = ArchivoDeMesa.objects.filter(mesa=self.mesa, subido_por=self.por, apartado_at=None)
        return bool(self.por_agregar) or (self._guardado and ya_agregado.filter(pk=self._guardado).exists())

    def _recordar(self, valor):
        self.data = self.data.copy()
        self.data[self.add_prefix("guardado")] = valor

    def clean_archivo(self):
        subido = self.cleaned_data["archivo"]
        if subido:
            tipo_admitido(subido)
        return subido

    def apartar(self):
        """Guarda lo subido aunque el resto no valga todavía, para no pedirlo otra vez."""
        subido = self.cleaned_data.get("archivo")
        if subido:
            apartado = ArchivoDeMesa.apartar(por=self.por, subido=subido, mesa=self.mesa, ahora=self.ahora)
            self._recordar(FIRMA.sign(apartado.pk))

    def guardar(self, sesion, *, motivo=""):
        """Agrega y quita archivos de la sesión; falso si alguno no se pudo quitar."""
        subido, apartado = self.cleaned_data.get("archivo"), self.por_agregar
        if subido and not sesion.archivos.filter(sha256=huella_de(subido)).exists():
            ArchivoDeMesa.guardar(por=self.por, subido=subido, mesa=self.mesa, sesion=sesion)
        elif apartado and not subido and not sesion.archivos.filter(sha256=apartado.sha256).exists():
            apartado.sesion, apartado.apartado_at = sesion, None
            apartado.save(update_fields=["sesion", "apartado_at"])
        return all(self._quitar(archivo, motivo) for archivo in self.de_la_sesion)

    def _quitar(self, archivo, motivo):
        if archivo.sha256 not in self.cleaned_data["quitar"]:
            return True
        try:
            eliminar(archivo, por=self.por, motivo=motivo)
        except NoSePuedeEliminar as error:
            self.add_error("quitar", str(error))
            return False
        return True
