"""Addresses of the business area. Each names the business: nothing depends on what was chosen last."""

from django.urls import path

from products.views.area import (
    certificates,
    claims,
    enquiries,
    home,
    labels,
    listings,
    messages,
    own_data,
    pictures,
    previews,
    profile,
    registration,
    renewals,
    team,
)

app_name = "area"

BUSINESS = "<int:business>/"
PRODUCT = f"{BUSINESS}san-pham/<int:product>/"
DRAFT = f"{BUSINESS}ban-nhap/<int:draft>/"
PICTURE = f"{DRAFT}hinh/<int:picture>/"

urlpatterns = [
    path("", home.start, name="start"),
    path("dang-ky/", registration.register, name="register"),
    path("nhan-san-pham/<slug:slug>/", claims.claim_product, name="claim_product"),
    path("nhan-chu-the/<slug:slug>/", claims.claim_profile, name="claim_profile"),
    path("loi-moi/<str:key>/", team.join, name="join"),
    path("du-lieu-cua-toi/", own_data.own_data, name="own_data"),
    path("du-lieu-cua-toi/ban-sao/", own_data.own_data_copy, name="own_data_copy"),
    path("du-lieu-cua-toi/xoa/", own_data.account_delete, name="account_delete"),
    path(BUSINESS, home.home, name="home"),
    path(f"{BUSINESS}san-pham/", listings.products, name="products"),
    path(f"{BUSINESS}san-pham/them/", listings.product_new, name="product_new"),
    path(PRODUCT, listings.product, name="product"),
    path(f"{PRODUCT}sua/", listings.product_edit, name="product_edit"),
    path(f"{PRODUCT}thoi-dang/", listings.product_unlist, name="product_unlist"),
    path(f"{PRODUCT}dang-lai/", listings.product_list_again, name="product_list_again"),
    path(f"{PRODUCT}nhan/", labels.labels, name="labels"),
    path(DRAFT, listings.draft, name="draft"),
    path(f"{DRAFT}xem-truoc/", previews.draft_preview, name="draft_preview"),
    path(f"{DRAFT}khac-biet/", listings.draft_difference, name="draft_difference"),
    path(f"{DRAFT}rut-ve/", listings.draft_withdraw, name="draft_withdraw"),
    path(f"{DRAFT}bo/", listings.draft_discard, name="draft_discard"),
    path(f"{DRAFT}hinh/", pictures.pictures, name="pictures"),
    path(f"{DRAFT}hinh/danh-sach/", pictures.pictures_state, name="pictures_state"),
    path(PICTURE, pictures.picture, name="picture"),
    path(f"{PICTURE}bo/", pictures.picture_remove, name="picture_remove"),
    path(f"{PICTURE}len-dau/", pictures.picture_first, name="picture_first"),
    path(f"{BUSINESS}giay-chung-nhan/", certificates.certificates, name="certificates"),
    path(f"{BUSINESS}giay-chung-nhan/gia-han/", renewals.renewal, name="renewal"),
    path(f"{PRODUCT}giay-chung-nhan/", certificates.certificate_send, name="certificate_send"),
    path(f"{BUSINESS}thong-bao/", messages.messages, name="messages"),
    path(f"{BUSINESS}thong-bao/da-doc/", messages.messages_read, name="messages_read"),
    path(f"{BUSINESS}thong-bao/<int:message>/da-doc/", messages.message_read, name="message_read"),
    path(f"{BUSINESS}ho-so/", profile.profile, name="profile"),
    path(f"{BUSINESS}ho-so/sua/", profile.profile_edit, name="profile_edit"),
    path(f"{BUSINESS}ho-so/lien-he/", profile.contacts_edit, name="contacts_edit"),
    path(f"{BUSINESS}loi-hoi/", enquiries.enquiries, name="enquiries"),
    path(f"{BUSINESS}loi-hoi/<int:enquiry>/da-doc/", enquiries.enquiry_read, name="enquiry_read"),
    path(f"{BUSINESS}loi-hoi/<int:enquiry>/xoa/", enquiries.enquiry_erase, name="enquiry_erase"),
    path(f"{BUSINESS}thanh-vien/", team.team, name="team"),
    path(f"{BUSINESS}thanh-vien/<int:member>/vai-tro/", team.member_role, name="member_role"),
    path(f"{BUSINESS}thanh-vien/<int:member>/bo/", team.member_remove, name="member_remove"),
    path(f"{BUSINESS}loi-moi/<int:invitation>/huy/", team.invitation_remove, name="invitation_remove"),
    path(f"{BUSINESS}dieu-da-dong-y/", own_data.agreed, name="agreed"),
]
