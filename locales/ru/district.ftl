# Выбор района: без входа и файлов cookie.
district-title = Найдите свой район
district-lede = Напишите название района, города или махалли. Выбор нигде не сохраняется: страницу можно добавить в закладки.
district-search = Район, город или махалля
district-hint = Латиницей или кириллицей, можно без апострофов: qoratepa, Қоратепа, Ургут
district-find = Найти
district-found = Найдено мест: { $count }
district-found-many = Показаны первые места: { $count }. Напишите название полнее
district-none-title = «{ $text }» не найдено
district-none-text = Напишите несколько первых букв названия. Если махалли нет в списке, ищите по названию района.
district-place = Место
district-envelope = Конверт, сум
district-without = в этом сезоне конверта нет
district-all = Районы и города сезона
