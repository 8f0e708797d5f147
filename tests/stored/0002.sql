BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0002');
CREATE TABLE alert (
	id TEXT NOT NULL, 
	rule TEXT NOT NULL, 
	severity TEXT NOT NULL, 
	tags TEXT NOT NULL, 
	state TEXT NOT NULL, 
	title TEXT NOT NULL, 
	article_id TEXT, 
	opened_at BIGINT NOT NULL, 
	updated_at BIGINT NOT NULL, 
	claim TEXT, 
	CONSTRAINT pk_alert PRIMARY KEY (id), 
	CONSTRAINT ck_alert_state CHECK (state IN ('open', 'acknowledged', 'resolved')), 
	CONSTRAINT ck_alert_updated_after_opened CHECK (updated_at >= opened_at), 
	CONSTRAINT fk_alert_article_id FOREIGN KEY(article_id) REFERENCES article (id)
);
INSERT INTO "alert" VALUES('554ff07e408adc7f','contact','high','["diplomacy"]','acknowledged','Contact','b9e4f23cc06a5595',1796151491220862,1796151504645694,'fc15b30c14402caf');
INSERT INTO "alert" VALUES('f65ba1964c35119b','contact','high','["diplomacy"]','open','Contact','152a753d691ce8a1',1796151491220862,1796151491220862,'fed2b9536bd84696');
INSERT INTO "alert" VALUES('bef141e307b84080','contact','high','["diplomacy"]','open','Contact','0a5092ca9d0e680c',1796151491220862,1796151491220862,'fed2b9536bd84696');
INSERT INTO "alert" VALUES('399d8ca996f42dfb','word','low','[]','open','Word','0de86cfe7ba28e77',1796151491220862,1796151491220862,NULL);
CREATE TABLE alert_claim (
	alert_id TEXT NOT NULL, 
	rule TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	claim TEXT, 
	at BIGINT, 
	received_at BIGINT NOT NULL, 
	stands TEXT, 
	CONSTRAINT pk_alert_claim PRIMARY KEY (alert_id), 
	CONSTRAINT fk_alert_claim_alert_id FOREIGN KEY(alert_id) REFERENCES alert (id)
);
INSERT INTO "alert_claim" VALUES('554ff07e408adc7f','contact','Donald Trump|Vladimir Putin;call','fc15b30c14402caf',1772323200000000,1796151491220862,'{"denied_by":["Russia: head"],"confirmed_by":["Donald Trump"],"withdrawn":false}');
INSERT INTO "alert_claim" VALUES('f65ba1964c35119b','contact','Emmanuel Macron|Xi Jinping;meeting','fed2b9536bd84696',1772496000000000,1796151491220862,'{"denied_by":[],"confirmed_by":[],"withdrawn":false}');
INSERT INTO "alert_claim" VALUES('bef141e307b84080','contact','Emmanuel Macron|Xi Jinping;meeting','fed2b9536bd84696',1778284800000000,1796151491220862,'{"denied_by":[],"confirmed_by":[],"withdrawn":false}');
INSERT INTO "alert_claim" VALUES('399d8ca996f42dfb','word','story:91e649ef5e1078b5',NULL,NULL,1796151491220862,'null');
CREATE TABLE alert_report (
	alert_id TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	path TEXT NOT NULL, 
	article_id TEXT NOT NULL, 
	publisher TEXT, 
	published_at BIGINT, 
	at BIGINT NOT NULL, 
	CONSTRAINT pk_alert_report PRIMARY KEY (alert_id, digest, path), 
	CONSTRAINT fk_alert_report_alert_id FOREIGN KEY(alert_id) REFERENCES alert (id), 
	CONSTRAINT fk_alert_report_article_id FOREIGN KEY(article_id) REFERENCES article (id)
);
INSERT INTO "alert_report" VALUES('554ff07e408adc7f','2e65264e3f6ef48a78b92d03007ea8c7','/srv/desk/in/call.txt','b9e4f23cc06a5595','AP',1772323200000000,1796151491220862);
INSERT INTO "alert_report" VALUES('554ff07e408adc7f','c9521a4ef987d9ea2cbc0ed230a60c08','/srv/desk/in/denial.txt','3cb9a279057e5cfe','Reuters',1772409600000000,1796151491220862);
INSERT INTO "alert_report" VALUES('f65ba1964c35119b','69db617e2a82f5bf9201da5515134812','/srv/desk/in/visit.txt','152a753d691ce8a1','AFP',1772496000000000,1796151491220862);
INSERT INTO "alert_report" VALUES('bef141e307b84080','19ac59453c3854863e22c95460ccf040','/srv/desk/in/again.txt','0a5092ca9d0e680c','dpa',1778284800000000,1796151491220862);
INSERT INTO "alert_report" VALUES('399d8ca996f42dfb','02a3ac6b761b12959e32a7991d2f79e4','/srv/desk/in/ferry.txt','0de86cfe7ba28e77',NULL,NULL,1796151491220862);
INSERT INTO "alert_report" VALUES('554ff07e408adc7f','dce1fe82f0746cebd6c0be928245d947','/srv/desk/in/call.txt','b9e4f23cc06a5595','AP',1772323200000000,1796151504645694);
CREATE TABLE alert_step (
	alert_id TEXT NOT NULL, 
	number INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	at BIGINT NOT NULL, 
	made_by TEXT NOT NULL, 
	comment TEXT NOT NULL, 
	CONSTRAINT pk_alert_step PRIMARY KEY (alert_id, number), 
	CONSTRAINT ck_alert_step_kind CHECK (kind IN ('opened', 'acknowledged', 'resolved', 'reopened', 'escalated')), 
	CONSTRAINT fk_alert_step_alert_id FOREIGN KEY(alert_id) REFERENCES alert (id)
);
INSERT INTO "alert_step" VALUES('554ff07e408adc7f',1,'acknowledged',1796151524691826,'Ana','');
CREATE TABLE article (
	id TEXT NOT NULL, 
	path TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	version INTEGER NOT NULL CONSTRAINT ck_article_version CHECK (version >= 1), 
	title TEXT NOT NULL, 
	publisher TEXT, 
	author TEXT, 
	language TEXT, 
	url TEXT, 
	published_at BIGINT, 
	received_at BIGINT NOT NULL, 
	updated_at BIGINT NOT NULL, 
	sketch TEXT NOT NULL, 
	CONSTRAINT pk_article PRIMARY KEY (id)
);
INSERT INTO "article" VALUES('b9e4f23cc06a5595','/srv/desk/in/call.txt','dce1fe82f0746cebd6c0be928245d947',2,'Leaders speak','AP',NULL,'en',NULL,1772323200000000,1796151491220862,1796151504645694,'[55339926,683584702,786176833,1120914852,1533582490,1636544167,1742027165,1854657044,3267952481,3596763271,3643414376,3758378137,4187538166,4227147363]');
INSERT INTO "article" VALUES('3cb9a279057e5cfe','/srv/desk/in/denial.txt','c9521a4ef987d9ea2cbc0ed230a60c08',1,'No such call','Reuters',NULL,'en',NULL,1772409600000000,1796151491220862,1796151491220862,'[122530779,683584702,786176833,1298407743,2505118397,2824052108,3185532654,3431870270,3755093257,3758378137,4187538166]');
INSERT INTO "article" VALUES('152a753d691ce8a1','/srv/desk/in/visit.txt','69db617e2a82f5bf9201da5515134812',1,'A visit to Paris','AFP',NULL,'en',NULL,1772496000000000,1796151491220862,1796151491220862,'[1132390713,2519518178,2540911678,3217209738,3394876746,3527247600]');
INSERT INTO "article" VALUES('0a5092ca9d0e680c','/srv/desk/in/again.txt','19ac59453c3854863e22c95460ccf040',1,'Talks in Paris','dpa',NULL,'en',NULL,1778284800000000,1796151491220862,1796151491220862,'[751214157,1193443802,2519518178,2540911678,3217209738,3527247600]');
INSERT INTO "article" VALUES('0de86cfe7ba28e77','/srv/desk/in/ferry.txt','02a3ac6b761b12959e32a7991d2f79e4',1,'Ferry late',NULL,NULL,'en',NULL,NULL,1796151491220862,1796151491220862,'[1475899764,1533582490,1692822109,1848787813,1865031573,1881018702,2053629800,3205307411,3679893552]');
CREATE TABLE article_version (
	digest TEXT NOT NULL, 
	article_id TEXT NOT NULL, 
	version INTEGER NOT NULL CONSTRAINT ck_article_version_version CHECK (version >= 1), 
	path TEXT NOT NULL, 
	title TEXT NOT NULL, 
	published_at BIGINT, 
	received_at BIGINT NOT NULL, 
	CONSTRAINT pk_article_version PRIMARY KEY (digest), 
	CONSTRAINT fk_article_version_article_id FOREIGN KEY(article_id) REFERENCES article (id)
);
INSERT INTO "article_version" VALUES('2e65264e3f6ef48a78b92d03007ea8c7','b9e4f23cc06a5595',1,'/srv/desk/in/call.txt','Leaders speak',1772323200000000,1796151491220862);
INSERT INTO "article_version" VALUES('c9521a4ef987d9ea2cbc0ed230a60c08','3cb9a279057e5cfe',1,'/srv/desk/in/denial.txt','No such call',1772409600000000,1796151491220862);
INSERT INTO "article_version" VALUES('69db617e2a82f5bf9201da5515134812','152a753d691ce8a1',1,'/srv/desk/in/visit.txt','A visit to Paris',1772496000000000,1796151491220862);
INSERT INTO "article_version" VALUES('19ac59453c3854863e22c95460ccf040','0a5092ca9d0e680c',1,'/srv/desk/in/again.txt','Talks in Paris',1778284800000000,1796151491220862);
INSERT INTO "article_version" VALUES('02a3ac6b761b12959e32a7991d2f79e4','0de86cfe7ba28e77',1,'/srv/desk/in/ferry.txt','Ferry late',NULL,1796151491220862);
INSERT INTO "article_version" VALUES('dce1fe82f0746cebd6c0be928245d947','b9e4f23cc06a5595',2,'/srv/desk/in/call.txt','Leaders speak',1772323200000000,1796151504645694);
CREATE TABLE channel_trouble (
	channel TEXT NOT NULL, 
	since BIGINT NOT NULL, 
	failures INTEGER NOT NULL, 
	reason TEXT NOT NULL, 
	told_at BIGINT, 
	CONSTRAINT pk_channel_trouble PRIMARY KEY (channel)
);
INSERT INTO "channel_trouble" VALUES('down',1796151496266010,3,'no connection: refused, unreachable or unknown host',NULL);
CREATE TABLE claim (
	id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	status TEXT NOT NULL, 
	first_reported_at BIGINT NOT NULL, 
	CONSTRAINT pk_claim PRIMARY KEY (id)
);
INSERT INTO "claim" VALUES('fc15b30c14402caf','call','disputed',1772323200000000);
INSERT INTO "claim" VALUES('fed2b9536bd84696','meeting','reported',1772496000000000);
CREATE TABLE claim_alias (
	id TEXT NOT NULL, 
	claim TEXT NOT NULL, 
	CONSTRAINT pk_claim_alias PRIMARY KEY (id)
);
INSERT INTO "claim_alias" VALUES('c41b8db8cff3b2aa','fed2b9536bd84696');
CREATE TABLE claim_edit (
	number INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	keys TEXT NOT NULL, 
	others TEXT NOT NULL, 
	places TEXT NOT NULL, 
	made_by TEXT NOT NULL, 
	made_at BIGINT NOT NULL, 
	comment TEXT NOT NULL, 
	CONSTRAINT pk_claim_edit PRIMARY KEY (number), 
	CONSTRAINT ck_claim_edit_kind CHECK (kind IN ('merge', 'split'))
);
INSERT INTO "claim_edit" VALUES(1,'merge','[["152a753d691ce8a1",606477408]]','[["0a5092ca9d0e680c",606477408]]','["contact\u001fEmmanuel Macron\u001fXi Jinping"]','Ana',1796151546650194,'one-visit');
CREATE TABLE claim_voice (
	id TEXT NOT NULL, 
	said TEXT NOT NULL, 
	CONSTRAINT pk_claim_voice PRIMARY KEY (id)
);
INSERT INTO "claim_voice" VALUES('a5d3c8f976b1e1bd','[true,false,[],[["Donald Trump","White House"]]]');
INSERT INTO "claim_voice" VALUES('770b6566f754d1c8','[false,true,[["Kremlin","Russia",true]],[]]');
INSERT INTO "claim_voice" VALUES('23d51461677e20d7','[true,false,[],[]]');
CREATE TABLE delivery (
	id TEXT NOT NULL, 
	alert_id TEXT, 
	match_id TEXT, 
	channel TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	severity TEXT NOT NULL, 
	state TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	fold TEXT, 
	folded_into TEXT, 
	attempts INTEGER NOT NULL CONSTRAINT ck_delivery_attempts CHECK (attempts >= 0), 
	last_error TEXT, 
	due_at BIGINT, 
	created_at BIGINT NOT NULL, 
	queued_at BIGINT NOT NULL, 
	claimed_at BIGINT, 
	claimed_by TEXT, 
	sent_at BIGINT, 
	reference TEXT, 
	notification TEXT NOT NULL, 
	errors TEXT NOT NULL, 
	CONSTRAINT pk_delivery PRIMARY KEY (id), 
	CONSTRAINT ck_delivery_state CHECK (state IN ('pending', 'sending', 'retry', 'sent', 'held', 'dead', 'withdrawn', 'deferred', 'folded', 'silenced')), 
	CONSTRAINT ck_delivery_sent_has_time CHECK ((state = 'sent') = (sent_at IS NOT NULL)), 
	CONSTRAINT ck_delivery_sending_has_claim CHECK ((state = 'sending') = (claimed_at IS NOT NULL)), 
	CONSTRAINT ck_delivery_waiting_has_due CHECK ((state IN ('pending', 'deferred', 'retry', 'sending')) = (due_at IS NOT NULL)), 
	CONSTRAINT ck_delivery_folded_has_home CHECK ((state = 'folded') = (folded_into IS NOT NULL)), 
	CONSTRAINT ck_delivery_deferred_has_fold CHECK (state <> 'deferred' OR fold IS NOT NULL), 
	CONSTRAINT ck_delivery_stopped_has_reason CHECK (state NOT IN ('held', 'dead', 'withdrawn', 'silenced') OR reason <> ''), 
	CONSTRAINT ck_delivery_attempted CHECK (state NOT IN ('sending', 'sent', 'retry') OR attempts > 0), 
	CONSTRAINT fk_delivery_alert_id FOREIGN KEY(alert_id) REFERENCES alert (id)
);
INSERT INTO "delivery" VALUES('c1cb0a409f74c05c','554ff07e408adc7f','2e65264e3f6ef48a-contact','console','first','high','sent','accepted',NULL,NULL,1,NULL,NULL,1796151491220862,1796151491220862,NULL,NULL,1796151496235012,NULL,'{"id":"c1cb0a409f74c05c","alert_id":"554ff07e408adc7f","kind":"first","rule":"contact","severity":"high","tags":["diplomacy"],"title":"Contact","headline":"Leaders speak","quotes":[{"text":"President Vladimir Putin called President Donald Trump on Sunday, the White House said.","marks":[[0,54]],"field":"text","start":54}],"publisher":"AP","author":null,"published":"2026-03-01T00:00:00+00:00","received_at":"2026-12-01T18:58:11.220862+00:00","path":"/srv/desk/in/call.txt","url":null,"language":"en","notes":["New claim","Denied by Kremlin","also reported by 1 more"],"reports":[],"report_count":0,"entries":[],"total":0,"counts":[],"changes":[],"says":"Reported, according to White House: call between Vladimir Putin and Donald Trump","contacts":[{"participants":[{"name":"Vladimir Putin","office":"president","side":"Russia"},{"name":"Donald Trump","office":"president","side":"United States"}],"kind":"call","status":"happened","attribution":["White House"],"when":"on Sunday","on":"2026-03-01","evidence":[],"words":[],"strength":"direct","standing":false}],"denials":[]}','[]');
INSERT INTO "delivery" VALUES('ab24852aa93ac95d','554ff07e408adc7f','2e65264e3f6ef48a-contact','down','first','high','retry','no connection: refused, unreachable or unknown host',NULL,NULL,2,'no connection: refused, unreachable or unknown host',1796151515368094,1796151491220863,1796151491220863,NULL,NULL,NULL,NULL,'{"id":"ab24852aa93ac95d","alert_id":"554ff07e408adc7f","kind":"first","rule":"contact","severity":"high","tags":["diplomacy"],"title":"Contact","headline":"Leaders speak","quotes":[{"text":"President Vladimir Putin called President Donald Trump on Sunday, the White House said.","marks":[[0,54]],"field":"text","start":54}],"publisher":"AP","author":null,"published":"2026-03-01T00:00:00+00:00","received_at":"2026-12-01T18:58:11.220862+00:00","path":"/srv/desk/in/call.txt","url":null,"language":"en","notes":["New claim","Denied by Kremlin","also reported by 1 more"],"reports":[],"report_count":0,"entries":[],"total":0,"counts":[],"changes":[],"says":"Reported, according to White House: call between Vladimir Putin and Donald Trump","contacts":[{"participants":[{"name":"Vladimir Putin","office":"president","side":"Russia"},{"name":"Donald Trump","office":"president","side":"United States"}],"kind":"call","status":"happened","attribution":["White House"],"when":"on Sunday","on":"2026-03-01","evidence":[],"words":[],"strength":"direct","standing":false}],"denials":[]}','[{"at":"2026-12-01T18:58:16.266010+00:00","attempt":1,"error":"no connection: refused, unreachable or unknown host"},{"at":"2026-12-01T18:58:30.838298+00:00","attempt":2,"error":"no connection: refused, unreachable or unknown host"}]');
INSERT INTO "delivery" VALUES('13f55cc4060920a2','554ff07e408adc7f','c9521a4ef987d9ea-contact','console','update','high','folded','one more report','update','37602f3ce9e9644a',0,NULL,NULL,1796151491220864,1796151491220864,NULL,NULL,NULL,NULL,'{"id":"13f55cc4060920a2","alert_id":"554ff07e408adc7f","kind":"update","rule":"contact","severity":"high","tags":["diplomacy"],"title":"Contact","headline":"No such call","quotes":[{"text":"The Kremlin denied on Monday that Vladimir Putin had called Donald Trump.","marks":[[34,72]],"field":"text","start":58}],"publisher":"Reuters","author":null,"published":"2026-03-02T00:00:00+00:00","received_at":"2026-12-01T18:58:11.220862+00:00","path":"/srv/desk/in/denial.txt","url":null,"language":"en","notes":["Claim first reported 1 Mar 2026 by AP","Denied by Kremlin","also reported by 1 more"],"reports":[],"report_count":0,"entries":[],"total":0,"counts":[],"changes":[],"says":"Denied: call between Vladimir Putin and Donald Trump","contacts":[{"participants":[{"name":"Vladimir Putin","office":"president","side":"Russia"},{"name":"Donald Trump","office":"president","side":"United States"}],"kind":"call","status":"denied","attribution":[],"when":"on Monday","on":"2026-03-02","evidence":[],"words":[],"strength":"direct","standing":false}],"denials":[{"by":"Kremlin","role":"Russia","official":true,"denies":"contact","contact":{"participants":[{"name":"Vladimir Putin","office":"president","side":"Russia"},{"name":"Donald Trump","office":"president","side":"United States"}],"kind":"call","status":"denied","attribution":[],"when":"on Monday","on":"2026-03-02","evidence":[],"words":[],"strength":"direct","standing":false},"background":false,"standing":false,"denied":{"field":"text","start":92,"end":130,"text":"Vladimir Putin had called Donald Trump"},"evidence":[],"words":[]}]}','[]');
INSERT INTO "delivery" VALUES('c83f7dce3839d0df','554ff07e408adc7f','c9521a4ef987d9ea-contact','down','update','high','folded','one more report','update','dd90715a27a0faf8',0,NULL,NULL,1796151491220865,1796151491220865,NULL,NULL,NULL,NULL,'{"id":"c83f7dce3839d0df","alert_id":"554ff07e408adc7f","kind":"update","rule":"contact","severity":"high","tags":["diplomacy"],"title":"Contact","headline":"No such call","quotes":[{"text":"The Kremlin denied on Monday that Vladimir Putin had called Donald Trump.","marks":[[34,72]],"field":"text","start":58}],"publisher":"Reuters","author":null,"published":"2026-03-02T00:00:00+00:00","received_at":"2026-12-01T18:58:11.220862+00:00","path":"/srv/desk/in/denial.txt","url":null,"language":"en","notes":["Claim first reported 1 Mar 2026 by AP","Denied by Kremlin","also reported by 1 more"],"reports":[],"report_count":0,"entries":[],"total":0,"counts":[],"changes":[],"says":"Denied: call between Vladimir Putin and Donald Trump","contacts":[{"participants":[{"name":"Vladimir Putin","office":"president","side":"Russia"},{"name":"Donald Trump","office":"president","side":"United States"}],"kind":"call","status":"denied","attribution":[],"when":"on Monday","on":"2026-03-02","evidence":[],"words":[],"strength":"direct","standing":false}],"denials":[{"by":"Kremlin","role":"Russia","official":true,"denies":"contact","contact":{"participants":[{"name":"Vladimir Putin","office":"president","side":"Russia"},{"name":"Donald Trump","office":"president","side":"United States"}],"kind":"call","status":"denied","attribution":[],"when":"on Monday","on":"2026-03-02","evidence":[],"words":[],"strength":"direct","standing":false},"background":false,"standing":false,"denied":{"field":"text","start":92,"end":130,"text":"Vladimir Putin had called Donald Trump"},"evidence":[],"words":[]}]}','[]');
INSERT INTO "delivery" VALUES('35f0983423d7c149','f65ba1964c35119b','69db617e2a82f5bf-contact','console','first','high','sent','accepted',NULL,NULL,1,NULL,NULL,1796151491220866,1796151491220866,NULL,NULL,1796151496266142,NULL,'{"id":"35f0983423d7c149","alert_id":"f65ba1964c35119b","kind":"first","rule":"contact","severity":"high","tags":["diplomacy"],"title":"Contact","headline":"A visit to Paris","quotes":[{"text":"Emmanuel Macron met Xi Jinping in Paris on Tuesday.","marks":[[0,39]],"field":"text","start":58}],"publisher":"AFP","author":null,"published":"2026-03-03T00:00:00+00:00","received_at":"2026-12-01T18:58:11.220862+00:00","path":"/srv/desk/in/visit.txt","url":null,"language":"en","notes":["New claim"],"reports":[],"report_count":0,"entries":[],"total":0,"counts":[],"changes":[],"says":"Reported: meeting between Emmanuel Macron and Xi Jinping","contacts":[{"participants":[{"name":"Emmanuel Macron","office":"president","side":"France"},{"name":"Xi Jinping","office":"president","side":"China"}],"kind":"meeting","status":"happened","attribution":[],"when":"on Tuesday","on":"2026-03-03","evidence":[],"words":[],"strength":"direct","standing":false}],"denials":[]}','[]');
INSERT INTO "delivery" VALUES('0efe5faddc119e4d','f65ba1964c35119b','69db617e2a82f5bf-contact','down','first','high','retry','no connection: refused, unreachable or unknown host',NULL,NULL,1,'no connection: refused, unreachable or unknown host',1796151498508161,1796151491220867,1796151491220867,NULL,NULL,NULL,NULL,'{"id":"0efe5faddc119e4d","alert_id":"f65ba1964c35119b","kind":"first","rule":"contact","severity":"high","tags":["diplomacy"],"title":"Contact","headline":"A visit to Paris","quotes":[{"text":"Emmanuel Macron met Xi Jinping in Paris on Tuesday.","marks":[[0,39]],"field":"text","start":58}],"publisher":"AFP","author":null,"published":"2026-03-03T00:00:00+00:00","received_at":"2026-12-01T18:58:11.220862+00:00","path":"/srv/desk/in/visit.txt","url":null,"language":"en","notes":["New claim"],"reports":[],"report_count":0,"entries":[],"total":0,"counts":[],"changes":[],"says":"Reported: meeting between Emmanuel Macron and Xi Jinping","contacts":[{"participants":[{"name":"Emmanuel Macron","office":"president","side":"France"},{"name":"Xi Jinping","office":"president","side":"China"}],"kind":"meeting","status":"happened","attribution":[],"when":"on Tuesday","on":"2026-03-03","evidence":[],"words":[],"strength":"direct","standing":false}],"denials":[]}','[{"at":"2026-12-01T18:58:16.331337+00:00","attempt":1,"error":"no connection: refused, unreachable or unknown host"}]');
INSERT INTO "delivery" VALUES('3183222260df020f','bef141e307b84080','19ac59453c385486-contact','console','first','high','sent','accepted',NULL,NULL,1,NULL,NULL,1796151491220868,1796151491220868,NULL,NULL,1796151496311105,NULL,'{"id":"3183222260df020f","alert_id":"bef141e307b84080","kind":"first","rule":"contact","severity":"high","tags":["diplomacy"],"title":"Contact","headline":"Talks in Paris","quotes":[{"text":"Emmanuel Macron met Xi Jinping in Paris on Saturday.","marks":[[0,39]],"field":"text","start":56}],"publisher":"dpa","author":null,"published":"2026-05-09T00:00:00+00:00","received_at":"2026-12-01T18:58:11.220862+00:00","path":"/srv/desk/in/again.txt","url":null,"language":"en","notes":["New claim"],"reports":[],"report_count":0,"entries":[],"total":0,"counts":[],"changes":[],"says":"Reported: meeting between Emmanuel Macron and Xi Jinping","contacts":[{"participants":[{"name":"Emmanuel Macron","office":"president","side":"France"},{"name":"Xi Jinping","office":"president","side":"China"}],"kind":"meeting","status":"happened","attribution":[],"when":"on Saturday","on":"2026-05-09","evidence":[],"words":[],"strength":"direct","standing":false}],"denials":[]}','[]');
INSERT INTO "delivery" VALUES('d3e31608e344e908','bef141e307b84080','19ac59453c385486-contact','down','first','high','pending','route 2',NULL,NULL,0,NULL,1796151491220862,1796151491220869,1796151491220869,NULL,NULL,NULL,NULL,'{"id":"d3e31608e344e908","alert_id":"bef141e307b84080","kind":"first","rule":"contact","severity":"high","tags":["diplomacy"],"title":"Contact","headline":"Talks in Paris","quotes":[{"text":"Emmanuel Macron met Xi Jinping in Paris on Saturday.","marks":[[0,39]],"field":"text","start":56}],"publisher":"dpa","author":null,"published":"2026-05-09T00:00:00+00:00","received_at":"2026-12-01T18:58:11.220862+00:00","path":"/srv/desk/in/again.txt","url":null,"language":"en","notes":["New claim"],"reports":[],"report_count":0,"entries":[],"total":0,"counts":[],"changes":[],"says":"Reported: meeting between Emmanuel Macron and Xi Jinping","contacts":[{"participants":[{"name":"Emmanuel Macron","office":"president","side":"France"},{"name":"Xi Jinping","office":"president","side":"China"}],"kind":"meeting","status":"happened","attribution":[],"when":"on Saturday","on":"2026-05-09","evidence":[],"words":[],"strength":"direct","standing":false}],"denials":[]}','[]');
INSERT INTO "delivery" VALUES('bd15cad9848f3831','399d8ca996f42dfb','02a3ac6b761b1295-word','console','first','low','sent','accepted',NULL,NULL,1,NULL,NULL,1796151491220870,1796151491220870,NULL,NULL,1796151496363621,NULL,'{"id":"bd15cad9848f3831","alert_id":"399d8ca996f42dfb","kind":"first","rule":"word","severity":"low","tags":[],"title":"Word","headline":"Ferry late","quotes":[{"text":"Ferry late","marks":[[0,5]],"field":"title","start":0},{"text":"A ferry left the harbour an hour late in fog, and “nobody” minded 🚢.","marks":[[2,7]],"field":"text","start":12}],"publisher":null,"author":null,"published":null,"received_at":"2026-12-01T18:58:11.220862+00:00","path":"/srv/desk/in/ferry.txt","url":null,"language":"en","notes":[],"reports":[],"report_count":0,"entries":[],"total":0,"counts":[],"changes":[],"says":"","contacts":[],"denials":[]}','[]');
INSERT INTO "delivery" VALUES('ed2746e49dc74a8c','554ff07e408adc7f','dce1fe82f0746ceb-contact','console','update','high','folded','one more report',NULL,'37602f3ce9e9644a',0,NULL,NULL,1796151504645694,1796151504645694,NULL,NULL,NULL,NULL,'{"id":"ed2746e49dc74a8c","alert_id":"554ff07e408adc7f","kind":"update","rule":"contact","severity":"high","tags":["diplomacy"],"title":"Contact","headline":"Leaders speak","quotes":[{"text":"President Vladimir Putin called President Donald Trump on Saturday, the White House said.","marks":[[0,54]],"field":"text","start":54}],"publisher":"AP","author":null,"published":"2026-03-01T00:00:00+00:00","received_at":"2026-12-01T18:58:24.645694+00:00","path":"/srv/desk/in/call.txt","url":null,"language":"en","notes":[],"reports":[],"report_count":0,"entries":[],"total":0,"counts":[],"changes":["version 2 has other words"],"says":"Reported, according to White House: call between Vladimir Putin and Donald Trump","contacts":[{"participants":[{"name":"Vladimir Putin","office":"president","side":"Russia"},{"name":"Donald Trump","office":"president","side":"United States"}],"kind":"call","status":"happened","attribution":["White House"],"when":"on Saturday","on":"2026-02-28","evidence":[],"words":[],"strength":"direct","standing":false}],"denials":[]}','[]');
INSERT INTO "delivery" VALUES('ce6c1112aa0e7e28','554ff07e408adc7f','dce1fe82f0746ceb-contact','down','update','high','folded','one more report',NULL,'dd90715a27a0faf8',0,NULL,NULL,1796151504645695,1796151504645695,NULL,NULL,NULL,NULL,'{"id":"ce6c1112aa0e7e28","alert_id":"554ff07e408adc7f","kind":"update","rule":"contact","severity":"high","tags":["diplomacy"],"title":"Contact","headline":"Leaders speak","quotes":[{"text":"President Vladimir Putin called President Donald Trump on Saturday, the White House said.","marks":[[0,54]],"field":"text","start":54}],"publisher":"AP","author":null,"published":"2026-03-01T00:00:00+00:00","received_at":"2026-12-01T18:58:24.645694+00:00","path":"/srv/desk/in/call.txt","url":null,"language":"en","notes":[],"reports":[],"report_count":0,"entries":[],"total":0,"counts":[],"changes":["version 2 has other words"],"says":"Reported, according to White House: call between Vladimir Putin and Donald Trump","contacts":[{"participants":[{"name":"Vladimir Putin","office":"president","side":"Russia"},{"name":"Donald Trump","office":"president","side":"United States"}],"kind":"call","status":"happened","attribution":["White House"],"when":"on Saturday","on":"2026-02-28","evidence":[],"words":[],"strength":"direct","standing":false}],"denials":[]}','[]');
INSERT INTO "delivery" VALUES('37602f3ce9e9644a','554ff07e408adc7f',NULL,'console','update','high','sent','accepted',NULL,NULL,1,NULL,NULL,1796151510611409,1796151510611409,NULL,NULL,1796151510824303,NULL,'{"id":"37602f3ce9e9644a","alert_id":"554ff07e408adc7f","kind":"update","rule":"contact","severity":"high","tags":["diplomacy"],"title":"Contact","headline":"Leaders speak","quotes":[{"text":"President Vladimir Putin called President Donald Trump on Saturday, the White House said.","marks":[[0,54]],"field":"text","start":54}],"publisher":"AP","author":null,"published":"2026-03-01T00:00:00+00:00","received_at":"2026-12-01T18:58:24.645694+00:00","path":"/srv/desk/in/call.txt","url":null,"language":"en","notes":[],"reports":[{"publisher":"Reuters","published":"2026-03-02T00:00:00+00:00","path":"/srv/desk/in/denial.txt"}],"report_count":1,"entries":[],"total":0,"counts":[],"changes":["version 2 has other words"],"says":"Reported, according to White House: call between Vladimir Putin and Donald Trump","contacts":[{"participants":[{"name":"Vladimir Putin","office":"president","side":"Russia"},{"name":"Donald Trump","office":"president","side":"United States"}],"kind":"call","status":"happened","attribution":["White House"],"when":"on Saturday","on":"2026-02-28","evidence":[],"words":[],"strength":"direct","standing":false}],"denials":[]}','[]');
INSERT INTO "delivery" VALUES('dd90715a27a0faf8','554ff07e408adc7f',NULL,'down','update','high','pending','one more report',NULL,NULL,0,NULL,1796151510611409,1796151510611409,1796151510611409,NULL,NULL,NULL,NULL,'{"id":"dd90715a27a0faf8","alert_id":"554ff07e408adc7f","kind":"update","rule":"contact","severity":"high","tags":["diplomacy"],"title":"Contact","headline":"Leaders speak","quotes":[{"text":"President Vladimir Putin called President Donald Trump on Saturday, the White House said.","marks":[[0,54]],"field":"text","start":54}],"publisher":"AP","author":null,"published":"2026-03-01T00:00:00+00:00","received_at":"2026-12-01T18:58:24.645694+00:00","path":"/srv/desk/in/call.txt","url":null,"language":"en","notes":[],"reports":[{"publisher":"Reuters","published":"2026-03-02T00:00:00+00:00","path":"/srv/desk/in/denial.txt"}],"report_count":1,"entries":[],"total":0,"counts":[],"changes":["version 2 has other words"],"says":"Reported, according to White House: call between Vladimir Putin and Donald Trump","contacts":[{"participants":[{"name":"Vladimir Putin","office":"president","side":"Russia"},{"name":"Donald Trump","office":"president","side":"United States"}],"kind":"call","status":"happened","attribution":["White House"],"when":"on Saturday","on":"2026-02-28","evidence":[],"words":[],"strength":"direct","standing":false}],"denials":[]}','[]');
CREATE TABLE digest_slot (
	digest TEXT NOT NULL, 
	slot BIGINT NOT NULL, 
	CONSTRAINT pk_digest_slot PRIMARY KEY (digest)
);
INSERT INTO "digest_slot" VALUES('morning',1796151496062654);
CREATE TABLE rule_match (
	id TEXT NOT NULL, 
	article_id TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	rule_id TEXT NOT NULL, 
	rule_digest TEXT NOT NULL, 
	title TEXT NOT NULL, 
	evidence TEXT NOT NULL, 
	facts TEXT NOT NULL, 
	alert_id TEXT, 
	outcome TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	matched_at BIGINT NOT NULL, 
	CONSTRAINT pk_rule_match PRIMARY KEY (id), 
	CONSTRAINT fk_rule_match_article_id FOREIGN KEY(article_id) REFERENCES article (id), 
	CONSTRAINT fk_rule_match_alert_id FOREIGN KEY(alert_id) REFERENCES alert (id)
);
INSERT INTO "rule_match" VALUES('2e65264e3f6ef48a-contact','b9e4f23cc06a5595','2e65264e3f6ef48a78b92d03007ea8c7','contact','1334a0e6fc71704367315fe3d7c57d58','Contact','[{"field":"text","start":54,"end":108,"text":"President Vladimir Putin called President Donald Trump","proof":"b94edf346e95e8cb"}]','{"contacts":[{"participants":["Vladimir Putin","Donald Trump"],"kind":"call","status":"happened","attribution":["White House"],"when":"on Sunday","on":"2026-03-01","strength":"direct","standing":false,"evidence":[{"field":"text","start":54,"end":141,"text":"President Vladimir Putin called President Donald Trump on Sunday, the White House said."}]}],"denials":[]}','554ff07e408adc7f','opened','first report of the claim fc15b30c14402caf',1796151491220862);
INSERT INTO "rule_match" VALUES('2e65264e3f6ef48a-many','b9e4f23cc06a5595','2e65264e3f6ef48a78b92d03007ea8c7','many','117c01f659991071186fbb6e46f76605','Many','[{"field":"text","start":146,"end":153,"text":"harbour","proof":"a1991ef41a446d14"}]','{"contacts":[],"denials":[]}',NULL,'counted','1 of 2 within 30 days',1796151491220862);
INSERT INTO "rule_match" VALUES('2e65264e3f6ef48a-quiet','b9e4f23cc06a5595','2e65264e3f6ef48a78b92d03007ea8c7','quiet','2b0f29f83c306c8a6a1e031bbe0a52a2','Quiet','[]','{"contacts":[],"denials":[]}',NULL,'counted','a sign of life; told of when there is none for 1 day',1796151491220862);
INSERT INTO "rule_match" VALUES('c9521a4ef987d9ea-contact','3cb9a279057e5cfe','c9521a4ef987d9ea2cbc0ed230a60c08','contact','1334a0e6fc71704367315fe3d7c57d58','Contact','[{"field":"text","start":92,"end":130,"text":"Vladimir Putin had called Donald Trump","proof":"24ef9a7c3d3edcbd"}]','{"contacts":[{"participants":["Vladimir Putin","Donald Trump"],"kind":"call","status":"denied","attribution":[],"when":"on Monday","on":"2026-03-02","strength":"direct","standing":false,"evidence":[{"field":"text","start":58,"end":131,"text":"The Kremlin denied on Monday that Vladimir Putin had called Donald Trump."}]}],"denials":[{"by":"Kremlin","role":"Russia","official":true,"denies":"contact","contact":{"participants":["Vladimir Putin","Donald Trump"],"kind":"call","status":"denied","attribution":[],"when":"on Monday","on":"2026-03-02","strength":"direct","standing":false,"evidence":[{"field":"text","start":58,"end":131,"text":"The Kremlin denied on Monday that Vladimir Putin had called Donald Trump."}]},"denied":{"field":"text","start":92,"end":130,"text":"Vladimir Putin had called Donald Trump"},"standing":false,"evidence":[{"field":"text","start":58,"end":131,"text":"The Kremlin denied on Monday that Vladimir Putin had called Donald Trump."}]}]}','554ff07e408adc7f','joined','one more report of the claim fc15b30c14402caf',1796151491220862);
INSERT INTO "rule_match" VALUES('69db617e2a82f5bf-contact','152a753d691ce8a1','69db617e2a82f5bf9201da5515134812','contact','1334a0e6fc71704367315fe3d7c57d58','Contact','[{"field":"text","start":58,"end":97,"text":"Emmanuel Macron met Xi Jinping in Paris","proof":"667c0efa54c57c25"}]','{"contacts":[{"participants":["Emmanuel Macron","Xi Jinping"],"kind":"meeting","status":"happened","attribution":[],"when":"on Tuesday","on":"2026-03-03","strength":"direct","standing":false,"evidence":[{"field":"text","start":58,"end":109,"text":"Emmanuel Macron met Xi Jinping in Paris on Tuesday."}]}],"denials":[]}','f65ba1964c35119b','opened','first report of the claim fed2b9536bd84696',1796151491220862);
INSERT INTO "rule_match" VALUES('19ac59453c385486-contact','0a5092ca9d0e680c','19ac59453c3854863e22c95460ccf040','contact','1334a0e6fc71704367315fe3d7c57d58','Contact','[{"field":"text","start":56,"end":95,"text":"Emmanuel Macron met Xi Jinping in Paris","proof":"1166dbc8327c89bf"}]','{"contacts":[{"participants":["Emmanuel Macron","Xi Jinping"],"kind":"meeting","status":"happened","attribution":[],"when":"on Saturday","on":"2026-05-09","strength":"direct","standing":false,"evidence":[{"field":"text","start":56,"end":108,"text":"Emmanuel Macron met Xi Jinping in Paris on Saturday."}]}],"denials":[]}','bef141e307b84080','opened','first report of the claim c41b8db8cff3b2aa',1796151491220862);
INSERT INTO "rule_match" VALUES('02a3ac6b761b1295-word','0de86cfe7ba28e77','02a3ac6b761b12959e32a7991d2f79e4','word','d729756b20e9356cef0c4f362b11674e','Word','[{"field":"title","start":0,"end":5,"text":"Ferry","proof":"fa41b542d3e6ee4f"},{"field":"text","start":14,"end":19,"text":"ferry","proof":"d85f04b1feb84657"}]','{"contacts":[],"denials":[]}','399d8ca996f42dfb','opened','first report',1796151491220862);
INSERT INTO "rule_match" VALUES('02a3ac6b761b1295-many','0de86cfe7ba28e77','02a3ac6b761b12959e32a7991d2f79e4','many','117c01f659991071186fbb6e46f76605','Many','[{"field":"text","start":29,"end":36,"text":"harbour","proof":"d85f04b1feb84657"}]','{"contacts":[],"denials":[]}',NULL,'counted','1 of 2 within 30 days',1796151491220862);
INSERT INTO "rule_match" VALUES('dce1fe82f0746ceb-contact','b9e4f23cc06a5595','dce1fe82f0746cebd6c0be928245d947','contact','1334a0e6fc71704367315fe3d7c57d58','Contact','[{"field":"text","start":54,"end":108,"text":"President Vladimir Putin called President Donald Trump","proof":"d63444c3b93d6f3f"}]','{"contacts":[{"participants":["Vladimir Putin","Donald Trump"],"kind":"call","status":"happened","attribution":["White House"],"when":"on Saturday","on":"2026-02-28","strength":"direct","standing":false,"evidence":[{"field":"text","start":54,"end":143,"text":"President Vladimir Putin called President Donald Trump on Saturday, the White House said."}]}],"denials":[]}','554ff07e408adc7f','updated','version 2 has other words',1796151504645694);
INSERT INTO "rule_match" VALUES('dce1fe82f0746ceb-many','b9e4f23cc06a5595','dce1fe82f0746cebd6c0be928245d947','many','117c01f659991071186fbb6e46f76605','Many','[{"field":"text","start":148,"end":155,"text":"harbour","proof":"a1991ef41a446d14"}]','{"contacts":[],"denials":[]}',NULL,'counted','1 of 2 within 30 days',1796151504645694);
INSERT INTO "rule_match" VALUES('dce1fe82f0746ceb-quiet','b9e4f23cc06a5595','dce1fe82f0746cebd6c0be928245d947','quiet','2b0f29f83c306c8a6a1e031bbe0a52a2','Quiet','[]','{"contacts":[],"denials":[]}',NULL,'counted','a sign of life; told of when there is none for 1 day',1796151504645694);
CREATE TABLE sighting (
	article_id TEXT NOT NULL, 
	number INTEGER NOT NULL, 
	place TEXT NOT NULL, 
	published_at BIGINT, 
	start BIGINT NOT NULL, 
	kind TEXT NOT NULL, 
	day INTEGER, 
	hints INTEGER NOT NULL, 
	claim TEXT NOT NULL, 
	formed TEXT NOT NULL, 
	turns INTEGER NOT NULL CONSTRAINT ck_sighting_turns CHECK (turns IN (0, 1, 2)), 
	voice TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	told TEXT NOT NULL, 
	CONSTRAINT pk_sighting PRIMARY KEY (article_id, number), 
	CONSTRAINT fk_sighting_article_id FOREIGN KEY(article_id) REFERENCES article (id)
);
INSERT INTO "sighting" VALUES('3cb9a279057e5cfe',2076261280,'contactDonald TrumpVladimir Putin',1772495999999999,1099511627834,'call',739677,0,'fc15b30c14402caf','fc15b30c14402caf',1,'770b6566f754d1c8','same participants; call as before; told for days 2 apart','{"contact":{"participants":[{"name":"Vladimir Putin","office":"president","side":"Russia"},{"name":"Donald Trump","office":"president","side":"United States"}],"kind":"call","status":"denied","attribution":[],"when":"on Monday","on":"2026-03-02","evidence":[{"field":"text","start":58,"end":131,"text":"The Kremlin denied on Monday that Vladimir Putin had called Donald Trump."}],"words":[],"strength":"direct","standing":false},"about":"contact","parties":[],"speaks_for":[],"denials":[{"by":"Kremlin","role":"Russia","official":true,"denies":"contact","contact":null,"background":false,"standing":false,"denied":{"field":"text","start":92,"end":130,"text":"Vladimir Putin had called Donald Trump"},"evidence":[{"field":"text","start":58,"end":131,"text":"The Kremlin denied on Monday that Vladimir Putin had called Donald Trump."}],"words":[]}]}');
INSERT INTO "sighting" VALUES('152a753d691ce8a1',606477408,'contactEmmanuel MacronXi Jinping',1772582399999999,1099511627834,'meeting',739678,9,'fed2b9536bd84696','fed2b9536bd84696',2,'23d51461677e20d7','merged by Ana, 2026-12-01: one-visit','{"contact":{"participants":[{"name":"Emmanuel Macron","office":"president","side":"France"},{"name":"Xi Jinping","office":"president","side":"China"}],"kind":"meeting","status":"happened","attribution":[],"when":"on Tuesday","on":"2026-03-03","evidence":[{"field":"text","start":58,"end":109,"text":"Emmanuel Macron met Xi Jinping in Paris on Tuesday."}],"words":[],"strength":"direct","standing":false},"about":"contact","parties":[],"speaks_for":[],"denials":[]}');
INSERT INTO "sighting" VALUES('0a5092ca9d0e680c',606477408,'contactEmmanuel MacronXi Jinping',1778371199999999,1099511627832,'meeting',739745,9,'fed2b9536bd84696','c41b8db8cff3b2aa',2,'23d51461677e20d7','first report','{"contact":{"participants":[{"name":"Emmanuel Macron","office":"president","side":"France"},{"name":"Xi Jinping","office":"president","side":"China"}],"kind":"meeting","status":"happened","attribution":[],"when":"on Saturday","on":"2026-05-09","evidence":[{"field":"text","start":56,"end":108,"text":"Emmanuel Macron met Xi Jinping in Paris on Saturday."}],"words":[],"strength":"direct","standing":false},"about":"contact","parties":[],"speaks_for":[],"denials":[]}');
INSERT INTO "sighting" VALUES('b9e4f23cc06a5595',2076261280,'contactDonald TrumpVladimir Putin',1772409599999999,1099511627830,'call',739675,9,'fc15b30c14402caf','fc15b30c14402caf',2,'a5d3c8f976b1e1bd','first report','{"contact":{"participants":[{"name":"Vladimir Putin","office":"president","side":"Russia"},{"name":"Donald Trump","office":"president","side":"United States"}],"kind":"call","status":"happened","attribution":["White House"],"when":"on Saturday","on":"2026-02-28","evidence":[{"field":"text","start":54,"end":143,"text":"President Vladimir Putin called President Donald Trump on Saturday, the White House said."}],"words":[],"strength":"direct","standing":false},"about":"contact","parties":["White House"],"speaks_for":["Donald Trump"],"denials":[]}');
CREATE TABLE silence (
	id TEXT NOT NULL, 
	matcher TEXT NOT NULL, 
	starts_at BIGINT NOT NULL, 
	ends_at BIGINT NOT NULL, 
	author TEXT NOT NULL, 
	comment TEXT NOT NULL, 
	created_at BIGINT NOT NULL, 
	reminded_at BIGINT, 
	CONSTRAINT pk_silence PRIMARY KEY (id), 
	CONSTRAINT ck_silence_ends_after_start CHECK (ends_at >= starts_at)
);
INSERT INTO "silence" VALUES('f8aa7f07d8a9de6c','{"rules":["word"],"tags":[],"severities":[],"publishers":[],"participants":[],"alerts":[]}',1796151529428798,32472144000000000,'Ana','too-many',1796151529428798,NULL);
CREATE TABLE source_file (
	path TEXT NOT NULL, 
	root TEXT NOT NULL, 
	folder TEXT NOT NULL, 
	name TEXT NOT NULL, 
	device BIGINT NOT NULL, 
	inode BIGINT NOT NULL, 
	size BIGINT NOT NULL, 
	mtime_ns BIGINT NOT NULL, 
	ctime_ns BIGINT NOT NULL, 
	state TEXT NOT NULL, 
	seen_at BIGINT NOT NULL, 
	digest TEXT, 
	article_id TEXT, 
	reason TEXT NOT NULL, 
	CONSTRAINT pk_source_file PRIMARY KEY (path), 
	CONSTRAINT ck_source_file_state CHECK (state IN ('taken', 'repeat', 'unreadable')), 
	CONSTRAINT ck_source_file_taken_is_known CHECK (state = 'unreadable' OR (digest IS NOT NULL AND article_id IS NOT NULL)), 
	CONSTRAINT ck_source_file_unreadable_has_reason CHECK (state <> 'unreadable' OR reason <> ''), 
	CONSTRAINT fk_source_file_article_id FOREIGN KEY(article_id) REFERENCES article (id)
);
INSERT INTO "source_file" VALUES('/srv/desk/in/call.txt','/srv/desk/in','/srv/desk/in','call.txt',65024,3498243,166,1796151498399262601,1796151498399262601,'taken',1796151504645694,'dce1fe82f0746cebd6c0be928245d947','b9e4f23cc06a5595','');
INSERT INTO "source_file" VALUES('/srv/desk/in/denial.txt','/srv/desk/in','/srv/desk/in','denial.txt',65024,3498244,132,1796151482888010414,1796151482888010414,'taken',1796151491220862,'c9521a4ef987d9ea2cbc0ed230a60c08','3cb9a279057e5cfe','');
INSERT INTO "source_file" VALUES('/srv/desk/in/visit.txt','/srv/desk/in','/srv/desk/in','visit.txt',65024,3498245,110,1796151482888043042,1796151482888043042,'taken',1796151491220862,'69db617e2a82f5bf9201da5515134812','152a753d691ce8a1','');
INSERT INTO "source_file" VALUES('/srv/desk/in/again.txt','/srv/desk/in','/srv/desk/in','again.txt',65024,3498246,109,1796151482888080277,1796151482888080277,'taken',1796151491220862,'19ac59453c3854863e22c95460ccf040','0a5092ca9d0e680c','');
INSERT INTO "source_file" VALUES('/srv/desk/in/ferry.txt','/srv/desk/in','/srv/desk/in','ferry.txt',65024,3498247,88,1796151482888111984,1796151482888111984,'taken',1796151491220862,'02a3ac6b761b12959e32a7991d2f79e4','0de86cfe7ba28e77','');
INSERT INTO "source_file" VALUES('/srv/desk/in/bad.pdf','/srv/desk/in','/srv/desk/in','bad.pdf',65024,3498248,33,1796151482888143381,1796151482888143381,'unreadable',1796151491220862,'91c1b1c404cc4b3863217c63d736b39f',NULL,'a PDF document: not read yet; save it as text');
CREATE TABLE status_note (
	"key" TEXT NOT NULL, 
	value TEXT NOT NULL, 
	at BIGINT NOT NULL, 
	CONSTRAINT pk_status_note PRIMARY KEY ("key")
);
INSERT INTO "status_note" VALUES('roots','{"/srv/desk/in":[65024,3498240]}',1796151496143509);
INSERT INTO "status_note" VALUES('sources','[{"path":"/srv/desk/in","watching":false,"reason":"not started","last_scan":"2026-12-01T18:58:24.645399+00:00","pending":0,"standing":0,"waiting":[],"closed":0,"closed_folders":[]}]',1796151510568191);
INSERT INTO "status_note" VALUES('rules','{"loaded":4,"errors":0}',1796151510584152);
INSERT INTO "status_note" VALUES('daemon','null',1796151510843997);
INSERT INTO "status_note" VALUES('totals','{}',1796151496376195);
INSERT INTO "status_note" VALUES('pruned','"2026-12-01T18:58:16.376195+00:00"',1796151496376195);
CREATE TABLE story_member (
	article_id TEXT NOT NULL, 
	at BIGINT NOT NULL, 
	story TEXT, 
	anchor BOOLEAN NOT NULL, 
	reason TEXT NOT NULL, 
	title TEXT NOT NULL, 
	text TEXT NOT NULL, 
	CONSTRAINT pk_story_member PRIMARY KEY (article_id), 
	CONSTRAINT fk_story_member_article_id FOREIGN KEY(article_id) REFERENCES article (id)
);
INSERT INTO "story_member" VALUES('0de86cfe7ba28e77',1796151491220862,'91e649ef5e1078b5',1,'like no other story of these days','Ferry late','A ferry left the harbour an hour late in fog, and “nobody” minded 🚢.');
INSERT INTO "story_member" VALUES('b9e4f23cc06a5595',1772409599999999,'1d980a1d043f93c7',1,'like no other story of these days','Leaders speak','President Vladimir Putin called President Donald Trump on Saturday, the White House said. The harbour was calm.');
CREATE TABLE story_term (
	term BIGINT NOT NULL, 
	day INTEGER NOT NULL, 
	article_id TEXT NOT NULL, 
	CONSTRAINT pk_story_term PRIMARY KEY (term, day, article_id)
)
 WITHOUT ROWID

;
INSERT INTO "story_term" VALUES(1475899764,739951,'0de86cfe7ba28e77');
INSERT INTO "story_term" VALUES(1533582490,739676,'b9e4f23cc06a5595');
INSERT INTO "story_term" VALUES(1533582490,739951,'0de86cfe7ba28e77');
INSERT INTO "story_term" VALUES(1972198327,739676,'b9e4f23cc06a5595');
INSERT INTO "story_term" VALUES(2192108819,739951,'0de86cfe7ba28e77');
INSERT INTO "story_term" VALUES(3146325928,739676,'b9e4f23cc06a5595');
INSERT INTO "story_term" VALUES(3205307411,739951,'0de86cfe7ba28e77');
INSERT INTO "story_term" VALUES(3793458722,739951,'0de86cfe7ba28e77');
CREATE TABLE window_hit (
	rule TEXT NOT NULL, 
	terms TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	article_id TEXT NOT NULL, 
	step INTEGER NOT NULL, 
	at BIGINT NOT NULL, 
	value TEXT NOT NULL, 
	grouped TEXT NOT NULL, 
	received_at BIGINT NOT NULL, 
	CONSTRAINT pk_window_hit PRIMARY KEY (rule, terms, "key", article_id, step), 
	CONSTRAINT fk_window_hit_article_id FOREIGN KEY(article_id) REFERENCES article (id)
);
INSERT INTO "window_hit" VALUES('many','0948559c519ff9dec285ff02793bd73d','','b9e4f23cc06a5595',0,1772323200000000,'b9e4f23cc06a5595','',1796151491220862);
INSERT INTO "window_hit" VALUES('many','0948559c519ff9dec285ff02793bd73d','','0de86cfe7ba28e77',0,1796151491220862,'0de86cfe7ba28e77','',1796151491220862);
CREATE TABLE window_rule (
	rule TEXT NOT NULL, 
	terms TEXT NOT NULL, 
	since BIGINT NOT NULL, 
	CONSTRAINT pk_window_rule PRIMARY KEY (rule, terms)
);
INSERT INTO "window_rule" VALUES('many','0948559c519ff9dec285ff02793bd73d',1796151491220862);
INSERT INTO "window_rule" VALUES('quiet','ce75f898006f77b2b6057581304b1595',1796151491220862);
CREATE TABLE window_silence (
	rule TEXT NOT NULL, 
	terms TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	label TEXT NOT NULL, 
	heard_at BIGINT NOT NULL, 
	silent_since BIGINT, 
	alert_id TEXT, 
	CONSTRAINT pk_window_silence PRIMARY KEY (rule, terms, "key"), 
	CONSTRAINT ck_window_silence_told_has_alert CHECK ((silent_since IS NULL) = (alert_id IS NULL)), 
	CONSTRAINT fk_window_silence_alert_id FOREIGN KEY(alert_id) REFERENCES alert (id)
);
INSERT INTO "window_silence" VALUES('quiet','ce75f898006f77b2b6057581304b1595','','',1772323200000000,NULL,NULL);
CREATE INDEX ix_silence_ends_at ON silence (ends_at);
CREATE INDEX ix_article_over ON article (updated_at) WHERE digest = '';
CREATE INDEX ix_article_whole ON article (updated_at) WHERE digest <> '';
CREATE INDEX ix_claim_first_reported_at ON claim (first_reported_at);
CREATE INDEX ix_claim_alias_claim ON claim_alias (claim);
CREATE INDEX ix_alert_updated_at_id ON alert (updated_at, id);
CREATE INDEX ix_alert_article_id ON alert (article_id);
CREATE INDEX ix_alert_claim ON alert (claim);
CREATE INDEX ix_article_version_article_id ON article_version (article_id);
CREATE INDEX ix_source_file_folder ON source_file (folder);
CREATE INDEX ix_source_file_digest ON source_file (digest);
CREATE INDEX ix_source_file_state ON source_file (state);
CREATE INDEX ix_source_file_article_id ON source_file (article_id);
CREATE INDEX ix_sighting_day ON sighting (place, day) WHERE day IS NOT NULL;
CREATE INDEX ix_sighting_claim ON sighting (claim, voice, published_at);
CREATE INDEX ix_sighting_formed ON sighting (formed, turns);
CREATE INDEX ix_sighting_turns ON sighting (place, published_at) WHERE turns > 0;
CREATE INDEX ix_sighting_place_published_at ON sighting (place, published_at, article_id);
CREATE INDEX ix_story_member_story ON story_member (story) WHERE story IS NOT NULL;
CREATE INDEX ix_story_member_at ON story_member (at);
CREATE INDEX ix_window_hit_at ON window_hit (rule, terms, "key", at);
CREATE INDEX ix_window_hit_article_id ON window_hit (article_id);
CREATE INDEX ix_alert_report_article_id ON alert_report (article_id);
CREATE INDEX ix_rule_match_article_id ON rule_match (article_id);
CREATE INDEX ix_rule_match_alert_id ON rule_match (alert_id);
CREATE INDEX ix_alert_claim_claim ON alert_claim (claim);
CREATE INDEX ix_alert_claim_key_received_at ON alert_claim ("key", received_at);
CREATE INDEX ix_alert_claim_key_at ON alert_claim ("key", at);
CREATE INDEX ix_delivery_sent ON delivery (channel, sent_at) WHERE sent_at IS NOT NULL;
CREATE INDEX ix_delivery_state_created_at_id ON delivery (state, created_at, id);
CREATE INDEX ix_delivery_due ON delivery (channel, due_at, created_at, id) WHERE due_at IS NOT NULL;
CREATE INDEX ix_delivery_alert_id ON delivery (alert_id);
CREATE INDEX ix_delivery_folded_into ON delivery (folded_into);
COMMIT;
