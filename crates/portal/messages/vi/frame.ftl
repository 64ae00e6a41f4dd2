## Khung trang

product-name = Danh
product-purpose = Cơ sở dữ liệu dân cư

frame-skip = Đến nội dung chính
frame-other-language = English
frame-sign-out = Đăng xuất
frame-navigation = Các phần chính
frame-footer = Mỗi lần xem dữ liệu của công dân đều được ghi lại và không thể xóa.

nav-search = Tra cứu
nav-units = Đơn vị hành chính
nav-ledger = Sổ cái

form-error = Lỗi:
form-error-summary = Cần sửa lại
form-optional = (nếu có)
