## Từ dùng chung

word-day = Ngày
word-month = Tháng
word-year = Năm
word-name = Họ, chữ đệm và tên
word-sex = Giới tính
word-female = Nữ
word-male = Nam
word-born = Ngày sinh
word-died = Ngày chết
word-number = Số định danh cá nhân
word-from = Từ ngày
word-until = Đến ngày
word-present = Hiện nay
word-alive = Còn sống
word-dead = Đã chết
word-not-recorded = Chưa ghi nhận
word-ends-in = tận cùng bằng
word-before = Trước:
word-after = Sau:

relation-father = Cha
relation-mother = Mẹ
relation-spouse = Vợ hoặc chồng
relation-late-spouse = Vợ hoặc chồng đã chết
relation-child = Con
relation-adoptive-father = Cha nuôi
relation-adoptive-mother = Mẹ nuôi
relation-birth-father = Cha đẻ
relation-birth-mother = Mẹ đẻ
relation-guardian = Người giám hộ
relation-ward = Người được giám hộ

relationship-head = Chủ hộ
relationship-spouse = Vợ hoặc chồng của chủ hộ
relationship-child = Con của chủ hộ
relationship-parent = Cha hoặc mẹ của chủ hộ
relationship-sibling = Anh, chị hoặc em của chủ hộ
relationship-other = Quan hệ khác với chủ hộ

marital-single = Chưa kết hôn
marital-married = Đang có vợ hoặc chồng
marital-widowed = Góa vợ hoặc góa chồng
marital-divorced = Đã ly hôn

document-old-identity-card = Chứng minh nhân dân (9 số)
document-in-force = Đang dùng
document-cancelled = Đã hủy
document-former = Số cũ
document-card = Thẻ căn cước
document-citizen-card = Thẻ căn cước công dân
document-twelve-digit-card = Chứng minh nhân dân (12 số)
document-expired = Hết hạn
document-unused = Không còn dùng
document-no-expiry = Không thời hạn

revoked-replaced = Đã thay bằng thẻ khác
revoked-lost = Đã báo mất
revoked-damaged = Bị hư hỏng
revoked-nationality-lost = Không còn quốc tịch Việt Nam
revoked-issued-unlawfully = Cấp sai quy định
revoked-altered = Bị tẩy xóa, sửa chữa
revoked-holder-died = Người được cấp đã chết

unit-level-province = Cấp tỉnh
unit-level-district = Cấp huyện
unit-level-commune = Cấp xã

place-today = Nay là { $place }
place-today-one-of = Nay là một trong: { $places }
place-today-within = Nay thuộc { $place }
