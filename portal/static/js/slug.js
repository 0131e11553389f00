/*
 * Slugs from Vietnamese titles in the page editor: "Điện Biên Phủ – đèo" gives "dien-bien-phu-deo".
 *
 * Why: Wagtail 7.4 attaches the Stimulus controller "w-slug" (its CleanController) to every slug field. Its table has
 * no Vietnamese entry of its own and borrows "dj" for đ from the Serbian one; typing into the slug field only drops
 * what is not ASCII. Wagtail's documentation ("Customizing Page slug generation") offers a locale and regular
 * expressions to the SlugInput widget and, for more, overriding the Stimulus controller. That is what happens here: a
 * subclass is registered under the same name, with both ways of making a slug replaced; comparing with the title,
 * formatters, trimming and the "applied" event stay Wagtail's.
 *
 * How it is loaded: by the hook "insert_global_admin_js" (not "insert_editor_js": snippets and the copy form have slug
 * fields too), as <script src="{static 'js/slug.js'}"></script>. It must come after Wagtail's core.js, which the
 * hook guarantees. Set WAGTAIL_ALLOW_UNICODE_SLUGS = False beside it, so that the server refuses other letters.
 *
 * slugify() is the twin of portal.core.vietnamese.slugify; a test compares the two on the region's names.
 */
(() => {
  "use strict";

  // Apostrophes, and what joins words without being seen.
  const JOINING = /['\u2018\u2019\u02bb\u02bc\u2032\u00ad\u200b-\u200d\ufeff]/g;
  const UNDECOMPOSED = { đ: "d", ð: "d", ħ: "h", ı: "i", ł: "l", ø: "o", ŧ: "t", þ: "th", ß: "ss", æ: "ae", œ: "oe" };

  function slugify(text, maxLength = 80) {
    const slug = text
      .normalize("NFKD")
      .toLowerCase()
      .replace(JOINING, "")
      .replace(/[\u0300-\u036f]+/g, "")
      .replace(/[đðħıłøŧþßæœ]/g, (letter) => UNDECOMPOSED[letter])
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "");
    if (slug.length <= maxLength) return slug;
    let cut = slug.slice(0, maxLength);
    if (slug[maxLength] !== "-" && cut.includes("-")) cut = cut.slice(0, cut.lastIndexOf("-"));
    return cut.replace(/-+$/, "");
  }

  if (typeof module !== "undefined") module.exports = { slugify };
  if (typeof window === "undefined" || !window.wagtail?.app) return;

  const { app } = window.wagtail;
  const original = app.router.modules.find(({ identifier }) => identifier === "w-slug")?.controllerConstructor;
  if (!original) return;

  class VietnameseSlugController extends original {
    slugify(event, options) {
      return this.makeSlug("slugify", event, options);
    }

    urlify(event, options) {
      return this.makeSlug("urlify", event, options);
    }

    makeSlug(action, event, { ignoreUpdate = false, runFormat = !ignoreUpdate } = {}) {
      const { value = this.element.value } = event?.detail || {};
      const slug = slugify(this.prepareValue(value, { runFormat }));
      if (!ignoreUpdate) this.applyUpdate(action, slug, value);
      return slug;
    }
  }

  app.register("w-slug", VietnameseSlugController);
})();
