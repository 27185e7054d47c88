"""Twenty-five planned changes of samples/yunchuan_outline.txt: what is replaced by what, in order, each
once. The table of contents follows."""

PLANNED = [
    # 1: a figure of the past
    ("全市地区生产总值达到2386.4亿元", "全市地区生产总值达到2401.6亿元"),
    # 2: a figure that is gone with its clause
    ("规模以上工业企业达到1264家，其中产值超百亿元企业3家。", "规模以上工业企业达到1264家。"),
    # 3: two paragraphs joined
    ("云江干流水质稳定保持Ⅱ类，森林覆盖率提高到63.10%。\n\n　　民生福祉", "云江干流水质稳定保持Ⅱ类，森林覆盖率提高到63.10%。民生福祉"),
    # 4: a paragraph split
    ("全市发展仍处于重要机遇期。江岭城镇群", "全市发展仍处于重要机遇期。\n\n　　江岭城镇群"),
    # 5: a paragraph added
    ("必须着力解决。\n", "必须着力解决。\n\n　　综合判断，云川正处在转型升级、爬坡过坎的关键阶段，必须保持定力、主动作为。\n"),
    # 6: a paragraph reworded
    ("把创新摆在发展全局的核心位置，推动要素向企业集聚。", "把创新摆在现代化建设全局的核心位置，引导各类要素向企业集聚。"),
    # 7: a paragraph moved
    ("　　——坚持绿色发展。守住云江生态底线，走生产、生活、生态协调的路子。\n\n", ""),
    ("让发展成果惠及全市人民。\n", "让发展成果惠及全市人民。\n\n　　——坚持绿色发展。守住云江生态底线，走生产、生活、生态协调的路子。\n"),
    # 8: a target's operator
    ("常住人口城镇化率提高到68%；", "常住人口城镇化率提高到68%以上；"),
    # 9: a cell of a table: a figure
    ("702.5\t1100\t", "702.5\t1150\t"),
    # 10: a row deleted; the numbers of those below follow
    ("8\t每千人口拥有执业（助理）医师数\t人\t2.75\t3.2\t预期性\n", ""),
    ("9\t森林覆盖率\t%\t63.10\t64\t约束性", "8\t森林覆盖率\t%\t63.10\t64\t约束性"),
    # 11: the words of a cell
    ("10\t市区空气质量优良天数比率\t", "9\t城市空气质量优良天数比率\t"),
    # 12: a row added
    ("11\t单位地区生产总值能耗降低\t%\t[18.5]\t[14]\t约束性\n",
     "10\t单位地区生产总值能耗降低\t%\t[18.5]\t[14]\t约束性\n11\t城市生活垃圾分类覆盖率\t%\t72\t95\t预期性\n"),
    # 13: a paragraph deleted
    ("　　坚持把发展着力点放在实体经济上，推动制造业高端化、智能化、绿色化。\n\n", ""),
    # 14, 15: a figure and the year of another in one paragraph
    ("引进上下游企业60家以上，到2025年产业规模突破800亿元", "引进上下游企业80家以上，到2027年产业规模突破800亿元"),
    # 16: a section added; those behind it are renumbered
    ("第二节  精密机械", "第二节  生物医药\n\n　　建设云川生物医药谷，推动中药现代化和医疗器械协同发展。\n\n第三节  精密机械"),
    ("第三节  山地农产品加工", "第四节  山地农产品加工"),
    # 17: a unit
    ("新建标准化基地25万亩", "新建标准化基地25万公顷"),
    # 18: a title
    ("第二节  壮大人才队伍", "第二节  建设高素质人才队伍"),
    # 19: a section deleted
    ("第二节  守护一江清水\n\n　　开展云江流域综合治理，国控断面水质优良比例保持100%，城市生活污水集中收集率达到78%，重要水源地全部建成在线监测站。\n\n", ""),
    # 20: a chapter's title, in the table of contents as well
    ("第六章  办好民生实事\t", "第六章  增进民生福祉\t"),
    ("第六章  办好民生实事", "第六章  增进民生福祉"),
    # 21: a section moved behind the next; 22: a figure that is new in it
    ("第一节  办好人民满意的教育\n\n　　新建改扩建中小学48所，新增学位6.2万个，公办幼儿园在园幼儿占比达到60%以上。\n\n第二节  建设健康云川\n",
     "第一节  建设健康云川\n"),
    ("人均预期寿命提高到79.5岁。\n",
     "人均预期寿命提高到79.5岁。\n\n第二节  办好人民满意的教育\n\n　　新建改扩建中小学48所，新增学位6.2万个，公办幼儿园在园幼儿占比达到60%以上，建成智慧校园80所。\n"),
    # 23: a box's title
    ("专栏2  民生重点工程", "专栏2  民生重大工程"),
    # 24: an item of the box
    ("新建云川一中东校区等12所学校", "改扩建云川一中东校区等12所学校"),
    # 25: a note explained
    ("以输出电力为主要形式的储能技术。", "以输出电力为主要形式、并对外提供服务的储能技术。"),
]


def changed(text):
    """The sample with all changes made."""
    for old, new in PLANNED:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text
