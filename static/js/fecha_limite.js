// Fechas límite: las fichas ponen el día de un toque, y al elegir uno que no es hábil se ofrece el siguiente.
// Sin este módulo queda el calendario; el aviso llega al volver la página.

function preparar(caja) {
  const entrada = caja.querySelector("input");
  const fichas = caja.querySelector(".fecha-fichas");
  const aviso = caja.querySelector(".fecha-aviso");
  const boton = aviso.querySelector("button");
  let turno = 0;

  fichas.hidden = false;
  boton.hidden = false;
  caja.addEventListener("click", (evento) => {
    const elegida = evento.target.closest("[data-fecha]");
    if (!elegida) return;
    entrada.value = elegida.dataset.fecha;
    entrada.dispatchEvent(new Event("input", { bubbles: true }));
    entrada.dispatchEvent(new Event("change", { bubbles: true }));
    if (elegida === boton) entrada.focus();
  });
  entrada.addEventListener("change", preguntar);

  async function preguntar() {
    const mio = (turno += 1);
    marcar();
    aviso.hidden = true;
    if (!entrada.value || !caja.dataset.diaHabil) return;
    try {
      const respuesta = await fetch(`${caja.dataset.diaHabil}?fecha=${entrada.value}`);
      if (!respuesta.ok || respuesta.redirected || mio !== turno) return;
      const { frase, siguiente, boton: palabra } = await respuesta.json();
      if (!frase || mio !== turno) return;
      aviso.querySelector("p").textContent = frase;
      boton.dataset.fecha = siguiente;
      boton.textContent = palabra;
      aviso.hidden = false;
    } catch {
      // Sin conexión no hay aviso; al guardar, el servidor lo da.
    }
  }

  function marcar() {
    for (const ficha of fichas.children) ficha.setAttribute("aria-pressed", String(ficha.dataset.fecha === entrada.value));
  }
  marcar();
}

document.querySelectorAll(".fecha-limite").forEach(preparar);
document.addEventListener("mesas:fila", (evento) => evento.target.querySelectorAll(".fecha-limite").forEach(preparar));
