"""El acta escaneada o la foto de la hoja firmada; lo ya subido no se vuelve a pedir si otra cosa hay que corregirla."""

from django import forms

from comun.borrado import NoSePuedeEliminar, eliminar
from comun.models.archivo import huella_de, tipo_admitido
from mesas.models import ArchivoDeMesa


class FormularioDeArchivo(forms.Form):
    """Un archivo que se agrega a la sesión, y los que ya tiene y se quitan."""

    archivo = forms.FileField(
        label="Acta escaneada o foto de la hoja firmada",
        required=False,
        help_text="PDF, imagen, Word, Excel u OpenDocument, de hasta 15 MB.",
        widget=forms.FileInput({"accept": ".pdf,.jpg,.jpeg,.png,.webp,.docx,.xlsx,.odt"}),
    )
    guardado = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, files=None, *, mesa, sesion):
        super().__init__(data, files, prefix="archivo")
        self.mesa = mesa
        self.de_la_sesion = list(sesion.archivos.order_by("subido_at", "pk")) if sesion.pk else []
        self.fields["quitar"] = forms.MultipleChoiceField(
            label="Quitar",
            required=False,
            choices=[(archivo.sha256, archivo.nombre) for archivo in self.de_la_sesion],
            widget=forms.CheckboxSelectMultiple,
        )

    @property
    def por_agregar(self):
        """El que ya se subió en un intento anterior y espera a que se guarde la sesión."""
        huella = self.data.get(self.add_prefix("guardado")) if self.is_bound else ""
        if not huella or not huella.isalnum():
            return None
        return ArchivoDeMesa.objects.filter(mesa=self.mesa, sesion=None, sha256=huella).first()

    def clean_archivo(self):
        subido = self.cleaned_data["archivo"]
        if subido:
            tipo_admitido(subido)
        return subido

    def apartar(self, *, por):
        """Guarda lo subido aunque el resto no valga todavía, para no pedirlo otra vez."""
        subido = self.cleaned_data.get("archivo")
        if subido:
            huella = huella_de(subido)
            if not ArchivoDeMesa.objects.filter(mesa=self.mesa, sesion=None, sha256=huella).exists():
                ArchivoDeMesa.guardar(por=por, subido=subido, mesa=self.mesa)
            self.data = self.data.copy()
            self.data[self.add_prefix("guardado")] = huella

    def guardar(self, sesion, *, por, motivo=""):
        """Agrega y quita archivos de la sesión; falso si alguno no se pudo quitar."""
        subido, apartado = self.cleaned_data.get("archivo"), self.por_agregar
        if subido and not sesion.archivos.filter(sha256=huella_de(subido)).exists():
            ArchivoDeMesa.guardar(por=por, subido=subido, mesa=self.mesa, sesion=sesion)
        elif apartado and not subido and not sesion.archivos.filter(sha256=apartado.sha256).exists():
            apartado.sesion = sesion
            apartado.save(update_fields=["sesion"])
        return all(self._quitar(archivo, por, motivo) for archivo in self.de_la_sesion)

    def _quitar(self, archivo, por, motivo):
        if archivo.sha256 not in self.cleaned_data["quitar"]:
            return True
        try:
            eliminar(archivo, por=por, motivo=motivo)
        except NoSePuedeEliminar as error:
            self.add_error("quitar", str(error))
            return False
        return True
