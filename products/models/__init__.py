"""Models of products, split by noun."""

from products.models.addresses import PermanentAddress
from products.models.businesses import Business, BusinessAlias, Invitation, Member, Officer, TaxCode
from products.models.catalogue import (
    SERVICES,
    Award,
    Certification,
    Market,
    Product,
    ProductAlias,
    ProductGroup,
    ProductMarket,
    ProductMonth,
    ProductPicture,
    ProductPlace,
)
from products.models.certificates import (
    Certificate,
    CertificateDecision,
    CertificateNotice,
    CertificateSubmission,
    Decision,
)
from products.models.contacts import Claim, Enquiry, Report
from products.models.imports import SheetImport, SheetRow
from products.models.keeping import Action, Consent, Message
from products.models.listings import BusinessPicture, ListingDraft
from products.models.rights import ProtectedName, Protection, RightKind

__all__ = [
    "SERVICES",
    "Action",
    "Award",
    "Business",
    "BusinessAlias",
    "BusinessPicture",
    "Certificate",
    "CertificateDecision",
    "CertificateNotice",
    "CertificateSubmission",
    "Certification",
    "Claim",
    "Consent",
    "Decision",
    "Enquiry",
    "Invitation",
    "ListingDraft",
    "Market",
    "Member",
    "Message",
    "Officer",
    "PermanentAddress",
    "Product",
    "ProductAlias",
    "ProductGroup",
    "ProductMarket",
    "ProductMonth",
    "ProductPicture",
    "ProductPlace",
    "ProtectedName",
    "Protection",
    "Report",
    "RightKind",
    "SheetImport",
    "SheetRow",
    "TaxCode",
]
